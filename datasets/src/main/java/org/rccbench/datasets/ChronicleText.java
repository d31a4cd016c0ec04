package org.rccbench.datasets;

import java.util.ArrayList;
import java.util.List;

/**
 * Chapters put together.
 *
 * @param text the whole text
 * @param sentences its sentences, placed in the whole
 */
record ChronicleText(String text, List<Sentence> sentences) {
  /** What stands between two chapters. */
  static final String BREAK = "\n\n";

  static ChronicleText of(List<ChronicleChapter> chapters) {
    if (chapters.size() == 1) {
      return new ChronicleText(chapters.get(0).text(), chapters.get(0).sentences());
    }
    StringBuilder text = new StringBuilder();
    List<Sentence> sentences = new ArrayList<>();
    for (ChronicleChapter chapter : chapters) {
      text.append(text.length() == 0 ? "" : BREAK);
      int at = text.length();
      chapter.sentences().forEach(s -> sentences.add(new Sentence(s.start() + at, s.end() + at)));
      text.append(chapter.text());
    }
    return new ChronicleText(text.toString(), List.copyOf(sentences));
  }
}
