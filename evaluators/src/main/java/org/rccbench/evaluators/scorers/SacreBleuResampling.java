package org.rccbench.evaluators.scorers;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Bootstrap intervals and paired tests of corpus BLEU as sacrebleu 2.6.0 draws them
 * (significance.py, metrics/base.py), with numpy's generator. Resampled scores have precisions in
 * single precision, as under numpy 2.
 *
 * <p>Segments are the unit here. They are what sacrebleu resamples, not what an evaluation of
 * several samples a context may resample.
 *
 * @param bleu the metric
 * @param seed seed of the generator, 12345 by default in sacrebleu
 */
public record SacreBleuResampling(SacreBleu bleu, long seed) {
  /** sacrebleu's own seed. */
  public static final long DEFAULT_SEED = 12345;

  private static final MathContext EXACT_ENOUGH = new MathContext(60);
  private static final int TRIMMED_SHARE = 40;

  /**
   * A mean of resampled scores with the half width of its 95 % interval.
   *
   * @param mean mean of the scores, 0 to 100
   * @param halfWidth half of the distance between the trimmed ends
   */
  public record Estimate(double mean, double halfWidth) {}

  /**
   * A system against a baseline.
   *
   * @param realDifference distance of their corpus scores
   * @param differences distances of the trials
   * @param above trials that count against a difference
   * @param p (above + 1) / (trials + 1)
   */
  public record Comparison(double realDifference, List<Double> differences, int above, double p) {}

  /**
   * The signature that sacrebleu prints.
   *
   * @param draws what is drawn, such as {@code bs:1000} or {@code ar:10000}
   */
  public String signature(List<List<String>> references, String draws) {
    String whole = bleu.signature(references);
    int end = whole.indexOf('|');
    return whole.substring(0, end) + "|" + draws + "|seed:" + seed + whole.substring(end);
  }

  /** Corpus scores of resamples of the segments. */
  public double[] scores(SacreBleuSegments segments, int resamples) {
    return scores(segments, resamples, new Pcg64(seed));
  }

  /** Mean and half width of resampled scores, as printed after the score. */
  public static Estimate estimate(double[] scores) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double score : scores) {
      sum = sum.add(new BigDecimal(score));
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int trimmed = sorted.length / TRIMMED_SHARE;
    return new Estimate(
        sum.divide(new BigDecimal(scores.length), EXACT_ENOUGH).doubleValue(),
        (sorted[sorted.length - 1 - trimmed] - sorted[trimmed]) / 2);
  }

  /**
   * Approximate randomization: segments change sides at random.
   *
   * @throws IllegalArgumentException if both systems are the same, to which the rule gives its
   *     smallest p
   */
  public Comparison randomization(
      SacreBleuSegments baseline, SacreBleuSegments system, int trials) {
    refuseSame(baseline, system);
    return randomization(baseline, system, trials, new Pcg64(seed));
  }

  /** The same, and then the resampled interval of the system out of the same generator. */
  Comparison randomization(
      SacreBleuSegments baseline, SacreBleuSegments system, int trials, Pcg64 random) {
    double real = Math.abs(bleu.score(baseline.sum()) - bleu.score(system.sum()));
    int segments = baseline.size();
    boolean[] swaps = random.booleans(Math.multiplyExact(trials, segments));
    List<Double> differences = new ArrayList<>();
    int above = 0;
    for (int trial = 0; trial < trials; trial++) {
      int[] one = new int[SacreBleuSegments.STATISTICS];
      int[] other = new int[SacreBleuSegments.STATISTICS];
      for (int i = 0; i < segments; i++) {
        boolean swapped = swaps[trial * segments + i];
        (swapped ? system : baseline).addTo(one, i);
        (swapped ? baseline : system).addTo(other, i);
      }
      double difference = Math.abs(bleu.score(one) - bleu.score(other));
      differences.add(difference);
      above += difference > real ? 1 : 0;
    }
    return new Comparison(real, differences, above, (above + 1.0) / (trials + 1));
  }

  /**
   * Paired bootstrap: both systems on the same resamples.
   *
   * @throws IllegalArgumentException if both systems are the same
   */
  public Comparison bootstrap(SacreBleuSegments baseline, SacreBleuSegments system, int trials) {
    refuseSame(baseline, system);
    return pairedBootstrap(baseline, system, trials);
  }

  Comparison pairedBootstrap(SacreBleuSegments baseline, SacreBleuSegments system, int trials) {
    double real = Math.abs(bleu.score(baseline.sum()) - bleu.score(system.sum()));
    double[] base = scores(baseline, trials);
    double[] other = scores(system, trials);
    double[] differences = new double[trials];
    Arrays.setAll(differences, i -> Math.abs(other[i] - base[i]));
    double mean = NumpyMean.of(differences);
    int above = (int) Arrays.stream(differences).filter(d -> d - mean > real).count();
    return new Comparison(
        real, Arrays.stream(differences).boxed().toList(), above, (above + 1.0) / (trials + 1));
  }

  double[] scores(SacreBleuSegments segments, int resamples, Pcg64 random) {
    return scores(segments, resamples, random, bleu::scoreInSinglePrecision);
  }

  /** The same with another way from sums to a score: numpy 1.26 computes in double. */
  static double[] scores(
      SacreBleuSegments segments, int resamples, Pcg64 random, ToDoubleFunction<int[]> score) {
    double[] scores = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      int[] sum = new int[SacreBleuSegments.STATISTICS];
      for (int draw = 0; draw < segments.size(); draw++) {
        segments.addTo(sum, (int) random.below(segments.size()));
      }
      scores[i] = score.applyAsDouble(sum);
    }
    return scores;
  }

  private static void refuseSame(SacreBleuSegments baseline, SacreBleuSegments system) {
    if (baseline.equals(system)) {
      throw new IllegalArgumentException(
          "both systems have the same statistics in every segment: this test would call equal"
              + " outputs significantly different; compare two different outputs");
    }
  }
}
