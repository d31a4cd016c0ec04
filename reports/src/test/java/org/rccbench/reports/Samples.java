package org.rccbench.reports;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;

/** Sample lines with nothing in them but what a table reads. */
final class Samples {
  private static int next;

  private Samples() {}

  static SampleLine scored(
      String task, String model, Map<String, String> cell, String context, Map<String, Double> s) {
    return line(task, model, cell, context, s, Outcome.SCORED);
  }

  /** A question with its buckets of length, asked of a model as others may ask the same sample. */
  static SampleLine question(
      String model,
      String sample,
      Map<String, String> cell,
      Map<String, String> buckets,
      double f1) {
    SampleLine plain =
        line(
            "question_answering",
            model,
            cell,
            sample,
            Map.of("longbench-qa-f1", f1),
            Outcome.SCORED);
    return with(plain, sample, plain.key(), sample, new TreeMap<>(buckets));
  }

  /** The same line under another key. */
  static SampleLine withKey(SampleLine line, String key) {
    return with(line, line.sample(), key, line.context(), line.details());
  }

  /** A text given back, its context named as the sample; without a loss where that is null. */
  static SampleLine reconstruction(
      String model,
      String sample,
      int tokens,
      double bleu,
      Map<String, Object> ledger,
      Double nats) {
    Map<String, Double> scores = Map.of("bleu4-ids-nltk-method1@" + tokens, bleu);
    SampleLine plain = line("reconstruction", model, Map.of(), sample, scores, Outcome.SCORED);
    plain.ledger().putAll(ledger);
    SortedMap<String, Object> details = new TreeMap<>();
    if (nats != null) {
      details.put("teacher-forced-nats", nats);
    }
    return with(plain, sample, plain.key(), sample, details);
  }

  /** The same line of a text of a length. */
  static SampleLine ofLength(String length, SampleLine line) {
    line.cell().put("length", length);
    return line;
  }

  private static SampleLine with(
      SampleLine plain,
      String sample,
      String key,
      String context,
      SortedMap<String, Object> details) {
    return new SampleLine(
        sample,
        key,
        plain.task(),
        plain.version(),
        plain.model(),
        true,
        "context-only",
        plain.cell(),
        context,
        plain.prompt(),
        plain.output(),
        plain.outputIds(),
        plain.extracted(),
        plain.references(),
        plain.scores(),
        details,
        plain.flags(),
        plain.ledger(),
        plain.outcome(),
        plain.why(),
        plain.measured());
  }

  /** A scored pass key sample whose texts are all the given output. */
  static SampleLine hostile(
      String model,
      Map<String, String> cell,
      String context,
      String output,
      Map<String, Double> s) {
    SampleLine plain = line("passkey", model, cell, context, s, Outcome.SCORED);
    return new SampleLine(
        plain.sample(),
        plain.key(),
        plain.task(),
        plain.version(),
        model,
        true,
        output,
        plain.cell(),
        context,
        output,
        output,
        List.of(1),
        output,
        List.of(output),
        plain.scores(),
        new TreeMap<>(
            Map.of(
                "bucket-words",
                output.substring(0, Math.min(200, output.length())),
                "excerpt",
                "near " + output)),
        List.of(output),
        new TreeMap<>(Map.of("notes", output)),
        Outcome.SCORED,
        null,
        new TreeMap<>(Map.of("note", output)));
  }

  static SampleLine failed(String task, String model, Map<String, String> cell) {
    return line(task, model, cell, "c-failed", Map.of(), Outcome.FAILED);
  }

  private static SampleLine line(
      String task,
      String model,
      Map<String, String> cell,
      String context,
      Map<String, Double> scores,
      Outcome outcome) {
    String key = "key-" + next++;
    return new SampleLine(
        key,
        key,
        task,
        1,
        model,
        false,
        null,
        new TreeMap<>(cell),
        context,
        "prompt",
        "output",
        List.of(1),
        null,
        List.of("reference"),
        new TreeMap<>(scores),
        new TreeMap<>(),
        outcome == Outcome.SCORED ? List.of("beyond-window") : List.of(),
        new TreeMap<>(),
        outcome,
        outcome == Outcome.SCORED ? null : "it broke",
        new TreeMap<>());
  }

  static RunData run(List<SampleLine> lines, boolean complete) {
    return new RunData(lines, List.of(), Map.of("a", "rcc"), 3, complete);
  }
}
