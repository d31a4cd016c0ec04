package org.rccbench.evaluators.scorers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.rccbench.evaluators.golden.Expected;
import org.rccbench.evaluators.golden.GoldenRow;
import org.rccbench.evaluators.scorers.SacreBleuResampling.Comparison;
import org.rccbench.evaluators.scorers.SacreBleuResampling.Estimate;

/** sacrebleu's bootstrap and its paired tests, draw for draw. */
final class SacreBleuResamplingChecks {
  private static final SacreBleu BLEU = BleuChecks.configured("13a|exp|no|mixed");

  private SacreBleuResamplingChecks() {}

  static void bootstrap(GoldenRow row) {
    List<String> hypotheses = row.texts("hyps");
    List<List<String>> references = BleuChecks.bySegment(row.input("refs"), hypotheses.size());
    int resamples = row.input("n_bootstrap").intValue();
    long seed = row.input("seed").longValue();
    SacreBleuResampling resampling = new SacreBleuResampling(BLEU, seed);
    SacreBleuSegments segments = SacreBleuSegments.of(BLEU, hypotheses, references);
    Expected expected = row.expected();
    Bleu score = BLEU.corpus(hypotheses, references);
    BleuChecks.compare(score, expected);
    expected.same("segment_stats", segments.segments());
    double[] scores = resampling.scores(segments, resamples);
    expected.close("first_resample_scores", Arrays.copyOf(scores, 12));
    Estimate estimate = SacreBleuResampling.estimate(scores);
    expected.close("mean", estimate.mean());
    expected.close("ci", estimate.halfWidth());
    String signature = resampling.signature(references, "bs:" + resamples);
    expected.same("signature", signature);
    expected.same("text", score.line(signature, estimate));
    Estimate inDouble =
        SacreBleuResampling.estimate(
            SacreBleuResampling.scores(segments, resamples, new Pcg64(seed), BLEU::score));
    Expected numpy1 = expected.child("numpy1");
    numpy1.close("mean", inDouble.mean());
    numpy1.close("ci", inDouble.halfWidth());
  }

  static void paired(GoldenRow row) {
    List<String> baseline = row.texts("base");
    List<List<String>> references = BleuChecks.bySegment(row.input("refs"), baseline.size());
    SacreBleuResampling resampling = new SacreBleuResampling(BLEU, row.input("seed").longValue());
    Map<String, SacreBleuSegments> systems =
        Map.of(
            "base", SacreBleuSegments.of(BLEU, baseline, references),
            "other", SacreBleuSegments.of(BLEU, row.texts("other"), references),
            "third", SacreBleuSegments.of(BLEU, row.texts("third"), references));
    for (String key : row.expected().names()) {
      Expected expected = row.expected().child(key);
      if (key.startsWith("base_against_")) {
        against(resampling, systems.get("base"), systems.get(key.substring(13)), expected);
      } else {
        expected.same("signature", resampling.signature(references, inSignature(key)));
        for (Expected system : expected.items("systems")) {
          PairedRow.of(key).compare(resampling, systems, system);
        }
      }
    }
  }

  private static String inSignature(String key) {
    String[] parts = key.split(":conf", -1);
    return parts.length == 1 ? key : "bs:" + parts[1] + "|" + parts[0];
  }

  private static void against(
      SacreBleuResampling resampling,
      SacreBleuSegments base,
      SacreBleuSegments system,
      Expected expected) {
    Comparison swapped = resampling.randomization(base, system, 10_000);
    expected.close("real_difference", swapped.realDifference());
    expected.close("ar_first_differences", swapped.differences().subList(0, 10));
    expected.same("ar_count_above", swapped.above());
    Comparison drawn = resampling.bootstrap(base, system, 1_000);
    expected.close("bs_first_differences", drawn.differences().subList(0, 10));
    double[] differences = drawn.differences().stream().mapToDouble(Double::doubleValue).toArray();
    expected.close("bs_mean_difference", NumpyMean.of(differences));
    expected.same("bs_count_above", drawn.above());
    expected.leaveOut("ar_nearest_other", "margin of the reference row, no answer");
    expected.leaveOut("bs_nearest_other", "margin of the reference row, no answer");
  }

  /** One key of the file: test, trials and resamples of the interval. */
  private record PairedRow(String test, int trials, int resamples) {
    static PairedRow of(String key) {
      String[] parts = key.split(":", -1);
      if (!parts[0].equals("ar") && !parts[0].equals("bs")) {
        throw new AssertionError("unknown paired test " + key);
      }
      int trials = Integer.parseInt(parts[1]);
      int resamples = parts[0].equals("bs") ? trials : 0;
      return new PairedRow(
          parts[0],
          trials,
          parts.length == 3 ? Integer.parseInt(parts[2].substring("conf".length())) : resamples);
    }

    void compare(
        SacreBleuResampling resampling, Map<String, SacreBleuSegments> systems, Expected row) {
      String name = row.text("name");
      SacreBleuSegments base = systems.get("base");
      SacreBleuSegments system = systems.get(name);
      row.close("score", BLEU.score(system.sum()));
      Pcg64 random = new Pcg64(resampling.seed());
      if (name.equals("base")) {
        row.same("p", null);
      } else if (test.equals("ar")) {
        row.same("p", resampling.randomization(base, system, trials, random).p());
      } else {
        row.same("p", resampling.pairedBootstrap(base, system, trials).p());
      }
      if (resamples == 0) {
        row.same("mean", null);
        row.same("ci", null);
      } else {
        Estimate estimate =
            SacreBleuResampling.estimate(resampling.scores(system, resamples, random));
        row.close("mean", estimate.mean());
        row.close("ci", estimate.halfWidth());
      }
    }
  }
}
