package org.rccbench.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.ChronicleDocument;
import org.rccbench.datasets.ChronicleQuestion;
import org.rccbench.datasets.TextEncoder;

/** Documents of a chronicle with questions about them; hardly any comes twice. */
final class ChronicleQuestions implements QuestionData {
  private static final int MEASURED_WORDS = 20_000;

  /** How many documents are looked at for one question. */
  private static final int TRIES = 1_000;

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
    for (int i = 0; i < TRIES; i++) {
      ChronicleDocument document = chronicle.document(draws.next() >>> 1, words);
      List<ChronicleQuestion> drawn = drawn(document.questions(), questions, draws);
      if (!drawn.isEmpty()) {
        return new Asked(
            document.text(),
            drawn.stream()
                .map(question -> new Asked.Question(question.text(), question.answer()))
                .toList());
      }
    }
    throw new IllegalArgumentException(
        TRIES
            + " documents of "
            + words
            + " words have no question of a weight above 0; give data.chronicle.question_weights"
            + " other weights, or ask for longer contexts: "
            + plan.questionWeights());
  }

  /** The first ones; with weights some of all, drawn one after another, in the order drawn. */
  private List<ChronicleQuestion> drawn(List<ChronicleQuestion> all, int most, Draws draws) {
    if (plan.questionWeights().isEmpty()) {
      return all.subList(0, Math.min(most, all.size()));
    }
    SortedMap<Integer, Double> left = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      if (plan.weight(all.get(i)) > 0) {
        left.put(i, plan.weight(all.get(i)));
      }
    }
    List<ChronicleQuestion> drawn = new ArrayList<>();
    while (drawn.size() < most && !left.isEmpty()) {
      int next = draws.weighted(left);
      drawn.add(all.get(next));
      left.remove(next);
    }
    return drawn;
  }

  @Override
  public String identity() {
    return "chronicle " + Chronicle.VERSION + " " + plan;
  }
}
