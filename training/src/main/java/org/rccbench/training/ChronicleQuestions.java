package org.rccbench.training;

import java.util.List;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.ChronicleDocument;
import org.rccbench.datasets.ChronicleQuestion;
import org.rccbench.datasets.TextEncoder;

/** Documents of a chronicle with questions about them; hardly any comes twice. */
final class ChronicleQuestions implements QuestionData {
  private static final int MEASURED_WORDS = 20_000;

  private final DataPlan.ChroniclePlan plan;
  private final Chronicle chronicle;
  private final double tokensPerWord;

  ChronicleQuestions(DataPlan data, TextEncoder encoder) {
    this.plan = data.chronicle();
    this.chronicle = data.generated();
    ChronicleDocument measured = chronicle.document(0, MEASURED_WORDS);
    this.tokensPerWord = (double) encoder.encode(measured.text()).length / measured.words();
  }

  /** A new document; the asked length is met to a sentence or two. */
  @Override
  public Asked asked(int tokens, int questions, Draws draws) {
    int words = Math.max(Chronicle.FEWEST_WORDS, (int) (tokens / tokensPerWord));
    while (true) {
      ChronicleDocument document = chronicle.document(draws.next() >>> 1, words);
      List<ChronicleQuestion> all = document.questions();
      if (!all.isEmpty()) {
        return new Asked(
            document.text(),
            all.subList(0, Math.min(questions, all.size())).stream()
                .map(question -> new Asked.Question(question.text(), question.answer()))
                .toList());
      }
    }
  }

  @Override
  public String identity() {
    return "chronicle " + Chronicle.VERSION + " " + plan;
  }
}
