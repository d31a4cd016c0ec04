package org.rccbench.datasets;

import java.util.List;

/**
 * A document of {@link Chronicle}, made whole: its text, where its sentences stand, and every
 * question that can be asked about it.
 */
public final class ChronicleDocument {
  private final Chronicle chronicle;
  private final long index;
  private final List<ChronicleChapter> chapters;
  private final ChronicleText text;
  private List<ChronicleQuestion> questions;

  ChronicleDocument(Chronicle chronicle, long index, List<ChronicleChapter> chapters) {
    this.chronicle = chronicle;
    this.index = index;
    this.chapters = chapters;
    this.text = ChronicleText.of(chapters);
  }

  /** Its number in the chronicle. */
  public long index() {
    return index;
  }

  /**
   * The text: paragraphs with line feeds between them, an empty line between two chapters, no line
   * feed at the end.
   */
  public String text() {
    return text.text();
  }

  /** How many words, separated by white space, the text has. */
  public int words() {
    return chapters.stream().mapToInt(ChronicleChapter::words).sum();
  }

  /** How many people have a paragraph. */
  public int people() {
    return chapters.stream().mapToInt(chapter -> chapter.people().size()).sum();
  }

  /** The sentences in the order of the text. */
  public List<Sentence> sentences() {
    return text.sentences();
  }

  /**
   * Every question whose answer the text makes certain, in an order of its own: shuffled, the forms
   * taking turns as long as each has questions left, so that the first few are of many forms.
   * Questions that count or list people are asked of documents of one chapter only.
   */
  public synchronized List<ChronicleQuestion> questions() {
    if (questions == null) {
      questions = new QuestionWriter(chronicle, index).write(chapters);
    }
    return questions;
  }
}
