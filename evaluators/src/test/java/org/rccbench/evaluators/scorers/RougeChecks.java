package org.rccbench.evaluators.scorers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rccbench.evaluators.golden.Expected;
import org.rccbench.evaluators.golden.GoldenRow;

/** Both ROUGE packages, bit for bit. */
public final class RougeChecks {
  private static final Map<String, Function<PltrdyRouge, RougeScore>> PLTRDY_TYPES =
      Map.of(
          "rouge-1", pair -> pair.ngrams(1),
          "rouge-2", pair -> pair.ngrams(2),
          "rouge-l", PltrdyRouge::longestCommon);

  private RougeChecks() {}

  public static Map<String, Consumer<GoldenRow>> byFile() {
    Map<String, Consumer<GoldenRow>> checks = new HashMap<>();
    checks.put("rouge-google.jsonl", RougeChecks::google);
    checks.put("rouge-porter.jsonl", RougeChecks::porter);
    checks.put("rouge-pltrdy.jsonl", RougeChecks::pltrdy);
    checks.put("rouge-pltrdy-long.jsonl", RougeChecks::longPairs);
    return checks;
  }

  private static void google(GoldenRow row) {
    for (boolean stemmed : new boolean[] {false, true}) {
      Expected expected = row.expected().child(stemmed ? "stem" : "plain");
      GoogleRouge rouge = new GoogleRouge(stemmed);
      for (GoogleRouge.Type type : GoogleRouge.Type.values()) {
        RougeScore score = rouge.best(type, row.text("prediction"), row.texts("targets"));
        expected.same(type.label(), List.of(score.p(), score.r(), score.f()));
      }
    }
  }

  private static void porter(GoldenRow row) {
    row.expected().same("stem", PorterStemmer.stem(row.text("word")));
    row.expected().same("in_rouge", new GoogleRouge(true).words(row.text("word")));
  }

  private static void pltrdy(GoldenRow row) {
    if (row.text("kind").equals("avg")) {
      averages(row);
      return;
    }
    String hypothesis = row.text("hyp");
    String reference = row.text("ref");
    PltrdyRouge pair = new PltrdyRouge(hypothesis, reference);
    Expected expected = row.expected();
    if (expected.raises("scores")) {
      expected.raised("scores", pair::longestCommon);
    } else {
      Expected scores = expected.child("scores");
      PLTRDY_TYPES.forEach((name, type) -> scores.same(name, rpf(type.apply(pair))));
    }
    expected.same(
        "longbench",
        Scorer.LONGBENCH_ROUGE_L.require(ScoringInput.ofTexts(hypothesis, List.of(reference))));
  }

  private static void averages(GoldenRow row) {
    List<String> hypotheses = row.texts("hyps");
    List<String> references = row.texts("refs");
    if (row.expected().raises("avg")) {
      row.expected()
          .raised("avg", () -> average(hypotheses, references, PltrdyRouge::longestCommon));
      return;
    }
    Expected expected = row.expected().child("avg");
    PLTRDY_TYPES.forEach(
        (name, type) -> expected.same(name, average(hypotheses, references, type)));
  }

  private static List<Double> average(
      List<String> hypotheses, List<String> references, Function<PltrdyRouge, RougeScore> type) {
    double[] sums = new double[3];
    for (int i = 0; i < hypotheses.size(); i++) {
      List<Double> score = rpf(type.apply(new PltrdyRouge(hypotheses.get(i), references.get(i))));
      for (int part = 0; part < sums.length; part++) {
        sums[part] += score.get(part);
      }
    }
    int count = hypotheses.size();
    return List.of(sums[0] / count, sums[1] / count, sums[2] / count);
  }

  private static void longPairs(GoldenRow row) {
    PltrdyRouge pair = new PltrdyRouge(row.text("hyp"), row.text("ref"));
    double score =
        Scorer.LONGBENCH_ROUGE_L.require(
            ScoringInput.ofTexts(row.text("hyp"), List.of(row.text("ref"))));
    Expected expected = row.expected();
    expected.same("longbench_percent", LongBenchSet.printed(new double[] {score}));
    expected.same("deepest_calls", pair.deepestCalls());
    expected.same("limit", LongBench.DEEPEST_CALLS);
    expected.same("raises", pair.deepestCalls() > LongBench.DEEPEST_CALLS);
  }

  private static List<Double> rpf(RougeScore score) {
    return List.of(score.r(), score.p(), score.f());
  }
}
