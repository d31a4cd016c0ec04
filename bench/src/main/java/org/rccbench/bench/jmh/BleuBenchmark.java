package org.rccbench.bench.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.evaluators.scorers.Scorer;

/**
 * Scoring one output against its reference by BLEU-4: over text as sacrebleu splits it, or over
 * token ids as nltk counts them. One operation is one pair of {@code length} tokens.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar BleuBenchmark -p length=500,2000}
 */
public class BleuBenchmark extends Conditions {
  private static final int VOCABULARY = 400;
  private static final int WRONG_IN = 10;
  private static final double TOLERANCE = 1e-12;

  /** A pair to score: numbers as ids, and as words of a text, so that every profile sees both. */
  @State(Scope.Benchmark)
  public static class Pair {
    /** Scorer profile. */
    @Param({"bleu4-text-sacrebleu-13a", "bleu4-ids-nltk-method1"})
    public String profile;

    /** Tokens of reference and output. */
    @Param("2000")
    public int length;

    private Scorer scorer;
    private Passage output;
    private Passage reference;

    /** Draws the pair and runs the gate. */
    @Setup(Level.Trial)
    public void draw() {
      scorer = Scorer.named(profile);
      reference = reference(length);
      output = output(reference);
      gate(scorer, output, reference).forEach(Agreement::require);
    }
  }

  /** Random numbers. */
  static Passage reference(int length) {
    SplittableRandom random = new SplittableRandom(4);
    return passage(random.ints(length, 0, VOCABULARY).boxed().toList());
  }

  /** The reference with one number in ten drawn anew. */
  static Passage output(Passage reference) {
    SplittableRandom random = new SplittableRandom(5);
    List<Integer> ids = new ArrayList<>();
    for (int id : reference.ids()) {
      ids.add(random.nextInt(WRONG_IN) == 0 ? random.nextInt(VOCABULARY) : id);
    }
    return passage(ids);
  }

  private static Passage passage(List<Integer> ids) {
    return new Passage(ids, ids.stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  /**
   * Over words that are numbers, with matches in all orders (so that nothing is smoothed), every
   * BLEU-4 profile gives the share of the best score that sacrebleu's rule gives over ids; and a
   * perfect output gets the best score.
   */
  static List<Agreement> gate(Scorer scorer, Passage output, Passage reference) {
    Scorer oracle = Scorer.BLEU4_IDS_SACREBLEU_EXP;
    return List.of(
        new Agreement(
            scorer.profile() + " scores like " + oracle.profile(),
            true,
            Math.abs(share(scorer, output, reference) - share(oracle, output, reference)),
            TOLERANCE),
        new Agreement(
            scorer.profile() + " gives a perfect output the best score",
            true,
            Math.abs(share(scorer, reference, reference) - 1),
            TOLERANCE));
  }

  private static double share(Scorer scorer, Passage output, Passage reference) {
    return scorer.score(output, reference).orElse(Double.NaN) / scorer.best();
  }

  /** One score. */
  @Benchmark
  public OptionalDouble score(Pair pair) {
    return pair.scorer.score(pair.output, pair.reference);
  }
}
