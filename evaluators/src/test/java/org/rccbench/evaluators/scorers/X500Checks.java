package org.rccbench.evaluators.scorers;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.rccbench.evaluators.golden.Expected;
import org.rccbench.evaluators.golden.GoldenRow;

/** 500xCompressor's scores as far as they need no sentence split. */
final class X500Checks {
  private static final String NEEDS_PUNKT =
      "needs Punkt's sentence tables, which have no clear licence";
  private static final Map<String, Function<PltrdyRouge, RougeScore>> ROUGE =
      Map.of(
          "rouge-1", pair -> pair.ngrams(1),
          "rouge-2", pair -> pair.ngrams(2),
          "rouge-l", PltrdyRouge::longestCommon);

  private X500Checks() {}

  static void tokens(GoldenRow row) {
    Expected expected = row.expected();
    expected.same("preserve_line", NltkWords.of(row.text("text")));
    expected.leaveOut("sentences", NEEDS_PUNKT);
    expected.leaveOut("word_tokenize", NEEDS_PUNKT);
  }

  static void scores(GoldenRow row) {
    if (row.has("candidates")) {
      averages(row);
      return;
    }
    String candidate = row.text("candidate");
    String reference = row.text("reference");
    Expected expected = row.expected();
    expected.close(
        "bleu_without_sentence_split",
        Scorer.X500_NO_SPLIT.require(ScoringInput.ofTexts(candidate, List.of(reference))));
    for (String field : List.of("reference_tokens", "candidate_tokens", "bleu_only")) {
      expected.leaveOut(field, NEEDS_PUNKT);
    }
    PltrdyRouge pair = new PltrdyRouge(PythonText.strip(candidate), PythonText.strip(reference));
    if (expected.raises("metrics")) {
      expected.raised("metrics", pair::longestCommon);
      return;
    }
    Expected metrics = expected.child("metrics");
    for (Map.Entry<String, Function<PltrdyRouge, RougeScore>> type : ROUGE.entrySet()) {
      RougeScore score = type.getValue().apply(pair);
      metrics.same(type.getKey() + "-p", score.p());
      metrics.same(type.getKey() + "-r", score.r());
      metrics.same(type.getKey() + "-f", score.f());
    }
    metrics.same("exact_match", X500.exactMatch(candidate, reference) ? 1 : 0);
    metrics.leaveOut("bleu", NEEDS_PUNKT);
    metrics.leaveOut("f1", NEEDS_PUNKT);
  }

  /** The script averages what it printed with four decimals. */
  private static void averages(GoldenRow row) {
    List<String> candidates = row.texts("candidates");
    List<String> references = row.texts("references");
    row.expected().leaveOut("csv_lines", NEEDS_PUNKT);
    Expected expected = row.expected().child("averages");
    expected.close("line_number", (candidates.size() + 1) / 2.0);
    for (Map.Entry<String, Function<PltrdyRouge, RougeScore>> type : ROUGE.entrySet()) {
      List<RougeScore> scores =
          IntStream.range(0, candidates.size())
              .mapToObj(
                  i ->
                      new PltrdyRouge(
                          PythonText.strip(candidates.get(i)), PythonText.strip(references.get(i))))
              .map(type.getValue())
              .toList();
      expected.close(type.getKey() + "-p", meanOfPrinted(scores, RougeScore::p));
      expected.close(type.getKey() + "-r", meanOfPrinted(scores, RougeScore::r));
      expected.close(type.getKey() + "-f", meanOfPrinted(scores, RougeScore::f));
    }
    expected.close(
        "exact_match",
        IntStream.range(0, candidates.size())
            .mapToDouble(i -> X500.exactMatch(candidates.get(i), references.get(i)) ? 1 : 0)
            .average()
            .orElseThrow());
    expected.leaveOut("bleu", NEEDS_PUNKT);
    expected.leaveOut("f1", NEEDS_PUNKT);
  }

  private static double meanOfPrinted(List<RougeScore> scores, Function<RougeScore, Double> part) {
    return NumpyMean.of(
        scores.stream()
            .map(part)
            .mapToDouble(score -> Double.parseDouble(PythonRounding.format(score, 4)))
            .toArray());
  }
}
