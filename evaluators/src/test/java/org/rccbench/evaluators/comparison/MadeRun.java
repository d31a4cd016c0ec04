package org.rccbench.evaluators.comparison;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;

/** Journals with lines of any outcome, for tests. */
final class MadeRun implements AutoCloseable {
  private final Path folder;
  private final Journal journal;
  private String suffix = "";

  MadeRun(Path folder) {
    this.folder = folder;
    this.journal = Journal.open(folder.resolve(Journal.FILE));
  }

  Path folder() {
    return folder;
  }

  /**
   * What was asked.
   *
   * @param sample its name
   * @param context the context's name
   * @param task the task
   * @param mode the form of asking, or null
   * @param cell the cell of the grid
   */
  record Asked(String sample, String context, String task, String mode, Map<String, String> cell) {
    static Asked passkey(int number, int length) {
      return new Asked(
          "s" + length + "-" + number,
          "c" + length + "-" + number,
          "passkey",
          null,
          Map.of("length", String.valueOf(length), "depth", String.valueOf(number % 2 * 50)));
    }
  }

  /**
   * What was answered.
   *
   * @param output the output
   * @param extracted the answer read from it
   * @param references right answers
   * @param scores the run's own scores
   */
  record Answer(
      String output, String extracted, List<String> references, Map<String, Double> scores) {
    static Answer passkey(double score) {
      return new Answer(
          score > 0 ? " 77." : " 78.",
          score > 0 ? "77" : "78",
          List.of("77"),
          Map.of("passkey-landmark", score));
    }
  }

  MadeRun answered(String model, Asked asked, Answer answer) {
    Outcome outcome = answer.scores.isEmpty() ? Outcome.SKIPPED : Outcome.SCORED;
    return add(
        model, asked, answer, outcome, answer.scores.isEmpty() ? SampleLine.NO_NUMBER : null);
  }

  /** The same sample in another decoding, which has a key of its own. */
  MadeRun answeredAgain(String model, Asked asked, Answer answer) {
    suffix = "/again";
    MadeRun run = answered(model, asked, answer);
    suffix = "";
    return run;
  }

  MadeRun unanswered(String model, Asked asked, Outcome outcome, String why) {
    return add(model, asked, new Answer("", null, List.of("77"), Map.of()), outcome, why);
  }

  private MadeRun add(String model, Asked asked, Answer answer, Outcome outcome, String why) {
    journal.append(
        new SampleLine(
            asked.sample,
            String.join("/", asked.sample, model, String.valueOf(asked.mode)) + suffix,
            asked.task,
            1,
            model,
            true,
            asked.mode,
            new TreeMap<>(asked.cell),
            asked.context,
            "prompt",
            answer.output,
            List.of(1, 2),
            answer.extracted,
            answer.references,
            new TreeMap<>(answer.scores),
            new TreeMap<>(),
            List.of(),
            new TreeMap<>(Map.of("rateAsked", model.equals("full") ? 1 : 32)),
            outcome,
            why,
            new TreeMap<>()));
    return this;
  }

  @Override
  public void close() {
    journal.close();
  }
}
