package org.rccbench.evaluators.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.rccbench.evaluators.golden.Expected;
import org.rccbench.evaluators.golden.GoldenRow;

/** LongBench's scores, bit for bit, and Python's text and rounding rules below them. */
public final class LongBenchChecks {

  private LongBenchChecks() {}

  public static Map<String, Consumer<GoldenRow>> byFile() {
    Map<String, Consumer<GoldenRow>> checks = new HashMap<>();
    checks.put("longbench-normalize.jsonl", LongBenchChecks::normalize);
    checks.put("longbench-qa_f1.jsonl", LongBenchChecks::qaF1);
    checks.put("longbench-classification.jsonl", LongBenchChecks::classification);
    checks.put("longbench-retrieval.jsonl", row -> number(row, Scorer.LONGBENCH_RETRIEVAL));
    checks.put("longbench-retrieval_zh.jsonl", row -> number(row, Scorer.LONGBENCH_RETRIEVAL_ZH));
    checks.put("longbench-count.jsonl", row -> number(row, Scorer.LONGBENCH_COUNT));
    checks.put("longbench-code_sim.jsonl", LongBenchChecks::codeSimilarity);
    checks.put("longbench-aggregate.jsonl", LongBenchChecks::aggregate);
    checks.put("rounding.jsonl", LongBenchChecks::rounding);
    return checks;
  }

  private static void normalize(GoldenRow row) {
    String text = row.text("text");
    Expected expected = row.expected();
    expected.same("normalized", AnswerText.normalize(text));
    expected.same("lower", PythonText.lower(text));
    expected.same("split", PythonText.split(text));
    expected.same("strip", PythonText.strip(text));
    expected.same("normalized_zh", AnswerText.normalizeChinese(text));
  }

  private static void qaF1(GoldenRow row) {
    String prediction = row.text("pred");
    List<String> answers = row.texts("answers");
    row.expected()
        .same("each", answers.stream().map(a -> QuestionAnswering.f1(prediction, a)).toList());
    row.expected()
        .same("best", Scorer.LONGBENCH_QA_F1.require(ScoringInput.ofTexts(prediction, answers)));
  }

  private static void classification(GoldenRow row) {
    ScoringInput input =
        ScoringInput.ofTexts(row.text("pred"), List.of(row.text("answer")))
            .withLabels(row.texts("all_classes"));
    row.answer().same("expected", Scorer.LONGBENCH_CLASSIFICATION.require(input));
  }

  private static void number(GoldenRow row, Scorer scorer) {
    ScoringInput input = ScoringInput.ofTexts(row.text("pred"), List.of(row.text("answer")));
    if (row.answer().raises("expected")) {
      row.answer().raised("expected", () -> scorer.require(input));
    } else {
      row.answer().same("expected", scorer.require(input));
    }
  }

  private static void codeSimilarity(GoldenRow row) {
    String prediction = row.text("pred");
    String answer = row.text("answer");
    Expected expected = row.expected();
    String line = CodeSimilarity.line(prediction);
    expected.same("line", line);
    expected.same("difflib_ratio", SequenceRatio.of(line, answer));
    expected.same(
        "score",
        Scorer.LONGBENCH_CODE_SIM.require(ScoringInput.ofTexts(prediction, List.of(answer))));
    expected.same(
        "with_python_levenshtein", CodeSimilarity.withPythonLevenshtein(prediction, answer));
  }

  private static void aggregate(GoldenRow row) {
    LongBenchSet set = LongBenchSet.named(row.text("dataset"));
    JsonNode classes = row.input("all_classes");
    List<String> labels = classes.isNull() ? List.of() : GoldenRow.texts(classes);
    List<String> predictions = row.texts("preds");
    List<List<String>> answers = row.lists("answers");
    double[] scores =
        IntStream.range(0, predictions.size())
            .mapToObj(i -> new LongBenchSet.Sample(predictions.get(i), answers.get(i), labels))
            .mapToDouble(set::score)
            .toArray();
    int[] lengths = row.ids("lengths").stream().mapToInt(Integer::intValue).toArray();
    Expected expected = row.expected();
    expected.same("per_sample", scores);
    expected.same("unrounded", LongBenchSet.percent(scores));
    expected.same("scorer", LongBenchSet.printed(scores));
    expected.same("numpy_mean_of_all", NumpyMean.of(scores));
    Expected buckets = expected.child("scorer_e");
    LongBenchSet.printedByBucket(scores, lengths)
        .forEach((bucket, printed) -> buckets.same(bucket.label(), printed.orElse(Double.NaN)));
  }

  private static void rounding(GoldenRow row) {
    double x = row.input("x").doubleValue();
    Expected expected = row.expected();
    expected.same("python_round_2", PythonRounding.toHundredths(x));
    expected.same("numpy_round_2", PythonRounding.toHundredthsAsNumpy(x));
    expected.same("python_round_0", PythonRounding.toInteger(x));
    expected.same("format_2", PythonRounding.format(x, 2));
    expected.same("format_4", PythonRounding.format(x, 4));
  }
}
