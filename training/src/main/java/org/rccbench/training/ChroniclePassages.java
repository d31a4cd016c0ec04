package org.rccbench.training;

import java.util.List;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.ChronicleDocument;
import org.rccbench.datasets.ChronicleQuestion;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.models.RccChat;

/**
 * Running text without an end: an end-of-text id before each document of a chronicle, and questions
 * with their answers behind some. Some steps share a stretch of new documents, so that most of what
 * is encoded is read; a passage may begin anywhere in it. A stretch depends on its number alone, so
 * a resumed run reads what it would have read. Not safe for use by several threads.
 */
final class ChroniclePassages implements TrainingData {
  /** Steps that read one stretch. */
  private static final int STEPS = 50;

  /** Documents of a stretch: about 75,000 words. */
  private static final int DOCUMENTS = 200;

  private static final int MOST_QUESTIONS = 8;

  private final DataPlan.ChroniclePlan plan;
  private final Chronicle chronicle;
  private final TextEncoder encoder;
  private long number = -1;
  private Stretch stretch;

  ChroniclePassages(DataPlan data, TextEncoder encoder) {
    this.plan = data.chronicle();
    this.chronicle = data.generated();
    this.encoder = encoder;
  }

  /** Documents in a row, the first one again after the last; each is encoded when first read. */
  private final class Stretch {
    private final String[] texts = new String[DOCUMENTS];
    private final int[][] ids = new int[DOCUMENTS][];
    private int characters;

    Stretch(long number) {
      for (int i = 0; i < DOCUMENTS; i++) {
        texts[i] = text(chronicle.document(number * DOCUMENTS + i));
        characters += texts[i].length();
      }
    }

    /** A document, drawn by its length, as tokens are, too. */
    int drawn(Draws draws) {
      int left = draws.below(characters);
      int document = 0;
      while (left >= texts[document].length()) {
        left -= texts[document++].length();
      }
      return document;
    }

    int[] ids(int document) {
      if (ids[document] == null) {
        ids[document] = Row.joined(new int[] {RccChat.EOS_ID}, encoder.encode(texts[document]));
      }
      return ids[document];
    }
  }

  @Override
  public int[] passage(int length, Draws draws) {
    Stretch read = stretch(draws.step() / STEPS);
    int document = read.drawn(draws);
    int start = draws.below(read.ids(document).length);
    int[] passage = new int[length];
    int filled = 0;
    while (filled < length) {
      int[] ids = read.ids(document);
      int n = Math.min(length - filled, ids.length - start);
      System.arraycopy(ids, start, passage, filled, n);
      filled += n;
      start = 0;
      document = (document + 1) % DOCUMENTS;
    }
    return passage;
  }

  private Stretch stretch(long wanted) {
    if (wanted != number) {
      stretch = new Stretch(wanted);
      number = wanted;
    }
    return stretch;
  }

  private String text(ChronicleDocument document) {
    boolean asked = new Draws(plan.seed(), document.index()).share() < plan.withQuestions();
    return asked ? document.text() + "\n" + questions(document) : document.text();
  }

  /** The first questions of a document, which come in an order of their own. */
  private static String questions(ChronicleDocument document) {
    List<ChronicleQuestion> questions = document.questions();
    StringBuilder text = new StringBuilder();
    for (ChronicleQuestion question :
        questions.subList(0, Math.min(MOST_QUESTIONS, questions.size()))) {
      text.append("Question: ").append(question.text()).append('\n');
      text.append("Answer: ").append(question.answer()).append('\n');
    }
    return text.toString();
  }

  @Override
  public String identity() {
    return "chronicle " + Chronicle.VERSION + " " + plan;
  }
}
