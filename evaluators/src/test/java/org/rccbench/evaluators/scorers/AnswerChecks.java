package org.rccbench.evaluators.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.rccbench.evaluators.golden.Expected;
import org.rccbench.evaluators.golden.GoldenRow;

/** Scores of short answers, pass keys and edits, bit for bit. */
public final class AnswerChecks {
  private static final int UNPARSED_SHOWN = 20;

  private AnswerChecks() {}

  public static Map<String, Consumer<GoldenRow>> byFile() {
    Map<String, Consumer<GoldenRow>> checks = new HashMap<>();
    checks.put("squad.jsonl", AnswerChecks::squad);
    checks.put("hotpot.jsonl", AnswerChecks::hotpot);
    checks.put("ruler.jsonl", AnswerChecks::ruler);
    checks.put("babilong.jsonl", AnswerChecks::babilong);
    checks.put("infinitebench-passkey.jsonl", AnswerChecks::infiniteBench);
    checks.put("passkey-accuracy.jsonl", AnswerChecks::passkey);
    checks.put("icae-em.jsonl", AnswerChecks::prefix);
    checks.put("edit.jsonl", AnswerChecks::edit);
    checks.put("rng.jsonl", AnswerChecks::random);
    return checks;
  }

  private static void squad(GoldenRow row) {
    if (row.has("predictions")) {
      squadSet(row);
      return;
    }
    ScoringInput input = ScoringInput.ofTexts(row.text("prediction"), row.texts("answers"));
    row.expected().same("exact_match", Scorer.SQUAD_EXACT_MATCH.require(input) == 1);
    row.expected().same("f1", Scorer.SQUAD_F1.require(input));
  }

  private static void squadSet(GoldenRow row) {
    List<String> predictions = row.texts("predictions");
    List<List<String>> answers = row.lists("answers");
    List<ScoringInput> inputs =
        IntStream.range(0, predictions.size())
            .mapToObj(i -> ScoringInput.ofTexts(predictions.get(i), answers.get(i)))
            .toList();
    if (row.answer().raises("expected")) {
      row.answer().raised("expected", () -> percent(Scorer.SQUAD_F1, inputs));
      return;
    }
    row.expected().same("exact_match", percent(Scorer.SQUAD_EXACT_MATCH, inputs));
    row.expected().same("f1", percent(Scorer.SQUAD_F1, inputs));
  }

  private static double percent(Scorer scorer, List<ScoringInput> inputs) {
    return LongBenchSet.percent(inputs.stream().mapToDouble(scorer::require).toArray());
  }

  private static void hotpot(GoldenRow row) {
    String prediction = row.text("prediction");
    List<String> answers = row.texts("answers");
    ScoringInput input = ScoringInput.ofTexts(prediction, answers);
    Expected expected = row.expected();
    expected.same(
        "each_f1_precision_recall",
        answers.stream()
            .map(answer -> QuestionAnswering.hotpot(prediction, answer))
            .map(overlap -> List.of(overlap.f1(), overlap.precision(), overlap.recall()))
            .toList());
    expected.same("f1", Scorer.HOTPOT_F1.require(input));
    expected.same("exact_match", Scorer.SQUAD_EXACT_MATCH.require(input) == 1);
    expected.same("substring_exact_match", Scorer.SUBSTRING_EXACT_MATCH.require(input) == 1);
  }

  private static void ruler(GoldenRow row) {
    switch (row.text("kind")) {
      case "post" -> row.answer().same("expected", Ruler.clean(row.text("raw")));
      case "match" -> {
        rulerSet(row, "string_match_all", Scorer.RULER_ALL);
        rulerSet(row, "string_match_part", Scorer.RULER_PART);
      }
      default -> throw new AssertionError("unknown kind " + row.text("kind"));
    }
  }

  private static void rulerSet(GoldenRow row, String field, Scorer scorer) {
    List<String> predictions = row.texts("preds");
    List<List<String>> references = row.lists("refs");
    Expected expected = row.expected();
    if (expected.raises(field)) {
      expected.raised(field, () -> rulerPercent(scorer, predictions, references));
    } else {
      expected.same(field, rulerPercent(scorer, predictions, references));
    }
  }

  private static double rulerPercent(
      Scorer scorer, List<String> predictions, List<List<String>> references) {
    return Ruler.percent(
        IntStream.range(0, predictions.size())
            .mapToObj(i -> ScoringInput.ofTexts(predictions.get(i), references.get(i)))
            .mapToDouble(scorer::require)
            .toArray());
  }

  private static void babilong(GoldenRow row) {
    if (row.has("task_labels")) {
      Expected labels = row.expectedFromInput("task_labels");
      labels.names().forEach(task -> labels.same(task, Babilong.labels(task)));
      row.answer().same("expected", null);
      return;
    }
    String output = row.text("output");
    ScoringInput input =
        ScoringInput.ofTexts(output, List.of(row.text("target")))
            .withQuestion(row.text("question"))
            .withLabels(Babilong.labels(row.text("task")));
    Expected expected = row.expected();
    expected.same("correct", Scorer.BABILONG.require(input) == 1);
    expected.same("preprocessed", Babilong.read(output));
    expected.same("lax_copy", Scorer.BABILONG_LAX.require(input) == 1);
  }

  private static void infiniteBench(GoldenRow row) {
    JsonNode label = row.input("label");
    List<String> labels = label.isArray() ? GoldenRow.texts(label) : List.of(label.textValue());
    String prediction = row.text("pred");
    ScoringInput input = ScoringInput.ofTexts(prediction, labels);
    row.expected().same("correct", Scorer.PASSKEY_INFINITEBENCH.require(input) == 1);
    row.expected().same("first_digits", PasskeyRules.firstAsciiDigits(prediction).orElse(""));
  }

  private static void passkey(GoldenRow row) {
    if (row.text("rule").equals("tokens")) {
      passkeyTokens(row);
      return;
    }
    String response = row.text("response");
    ScoringInput input = ScoringInput.ofTexts(response, List.of(row.text("key")));
    Expected expected = row.expected();
    expected.same("landmark", Scorer.PASSKEY_LANDMARK.require(input) == 1);
    expected.same(
        "landmark_parsed",
        PasskeyRules.firstInteger(response)
            .map(BigInteger::toString)
            .orElse(response.substring(0, Math.min(UNPARSED_SHOWN, response.length()))));
    expected.same("infinitebench", Scorer.PASSKEY_INFINITEBENCH.require(input) == 1);
    expected.same("beacon_accuracy", Scorer.PASSKEY_BEACON.require(input));
    expected.same("beacon_fuzz", Scorer.PASSKEY_BEACON_FUZZY.require(input));
    expected.same(
        "lcb_exact_list",
        Scorer.PASSKEY_LONGCTX_CONTAINED.require(input) == 1 ? List.of(1) : List.of());
    expected.same("lcb_partial", Scorer.PASSKEY_LONGCTX_PARTIAL.require(input));
  }

  private static void passkeyTokens(GoldenRow row) {
    List<Integer> prompt = row.ids("prompt_ids");
    List<Integer> generated = row.ids("generated_ids");
    List<Integer> answer = row.ids("answer_ids");
    if (row.expected().raises("longlora")) {
      row.expected().raised("longlora", () -> PasskeyRules.longLora(prompt, generated, answer));
    } else {
      row.expected().same("longlora", PasskeyRules.longLora(prompt, generated, answer));
    }
  }

  private static void prefix(GoldenRow row) {
    List<Integer> output = row.ids("output_ids");
    List<Integer> reference = row.ids("reference_ids");
    Expected expected = row.expected();
    expected.same("prefix", PrefixMatch.length(output, reference));
    expected.same(
        "em",
        Scorer.PREFIX_EXACT_MATCH
            .score(new Passage(output, ""), new Passage(reference, ""))
            .orElse(Double.NaN));
    expected.same("exact", output.equals(reference));
  }

  private static void edit(GoldenRow row) {
    EditDistance edits =
        row.input("hyp").isArray()
            ? EditDistance.ofIds(row.ids("hyp"), row.ids("ref"))
            : EditDistance.ofText(row.text("hyp"), row.text("ref"));
    Expected expected = row.expected();
    expected.same("levenshtein", edits.levenshtein());
    expected.same("normalized_distance", edits.normalizedDistance());
    expected.same("normalized_similarity", edits.normalizedSimilarity());
    expected.same("lcs", edits.common());
    expected.same("lcs_normalized_similarity", edits.commonNormalizedSimilarity());
    expected.same("lcs_normalized_distance", edits.commonNormalizedDistance());
    expected.same("indel_normalized_similarity", edits.indelNormalizedSimilarity());
    expected.same("cer", edits.errorRate().orElse(Double.NaN));
  }

  private static void random(GoldenRow row) {
    Expected expected = row.expected();
    if (!row.text("generator").equals("numpy default_rng (PCG64)")) {
      expected
          .names()
          .forEach(field -> expected.leaveOut(field, "MT19937, compared in module datasets"));
      return;
    }
    RandomChecks.compare(row.input("seed").longValue(), expected);
  }
}
