package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rccbench.datasets.TokenContext;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.MemoryReport;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.PhaseTimes;

/** A cost that follows the model's form is learnt exactly; no part of a cost is ever negative. */
class CostModelTest {

  @Test
  void attentionGrowsWithTheSquareOfWhatIsRead() {
    CostModel cost = new CostModel();
    read(cost, 1000, 7 * 1000 + 3 * 1000L * 1000);
    read(cost, 2000, 7 * 2000 + 3 * 2000L * 2000);

    double million = (7 * 1e6 + 3 * 1e12) / 1e9;
    assertThat(cost.seconds(reading(1_000_000)).orElseThrow()).isEqualTo(million, within(1e-6));
  }

  @Test
  void timesThatNobodyReportsAreThoseOfTheClock() {
    PhaseTimes nothing = PhaseTimes.ZERO;
    PhaseTimes clock = new PhaseTimes(0, 7_000, 0, 0);
    PhaseTimes told = new PhaseTimes(0, 5_000, 0, 0);
    Memory memory = new OnlyReadTimes();
    assertThat(Asker.learnt(memory, MemoryReport.READ_TIMES, told, clock)).isEqualTo(told);
    assertThat(Asker.learnt(memory, MemoryReport.ANSWER_TIMES, nothing, clock)).isEqualTo(clock);
  }

  /** A memory that knows how long reading took, and nothing else. */
  private static final class OnlyReadTimes implements Memory {
    @Override
    public Generation generate(int[] prompt, Decoding decoding) {
      throw new UnsupportedOperationException("nothing is asked");
    }

    @Override
    public double[] logProbabilities(int[] prompt, int[] continuation) {
      throw new UnsupportedOperationException("nothing is asked");
    }

    @Override
    public Ledger ledger() {
      throw new UnsupportedOperationException("nothing is asked");
    }

    @Override
    public PhaseTimes readTimes() {
      return PhaseTimes.ZERO;
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public Set<MemoryReport> reports() {
      return Set.of(MemoryReport.READ_TIMES);
    }

    @Override
    public void close() {}
  }

  @Test
  void oneLengthAloneIsTakenForALine() {
    CostModel cost = new CostModel();
    read(cost, 1000, 5_000_000);
    read(cost, 1000, 7_000_000);

    assertThat(cost.seconds(reading(2000)).orElseThrow()).isEqualTo(0.012, within(1e-12));
  }

  @Test
  void aCostThatFallsWithTheLengthHasNoNegativePart() {
    CostModel cost = new CostModel();
    read(cost, 1000, 3_000_000);
    read(cost, 2000, 3_500_000);

    // the line through the origin by least squares: sum(xt) / sum(xx), and no square
    double slope = (1000 * 3e6 + 2000 * 3.5e6) / (1000 * 1000 + 2000 * 2000.0);
    assertThat(cost.seconds(reading(10_000)).orElseThrow())
        .isEqualTo(slope * 10_000 / 1e9, within(1e-12));
  }

  @Test
  void aCostThatGrowsFasterThanTheSquareIsAllSquare() {
    CostModel cost = new CostModel();
    read(cost, 1000, 1_000_000);
    read(cost, 2000, 9_000_000);

    double square = (1e6 * 1e6 + 4e6 * 9e6) / (1e12 + 16e12);
    assertThat(cost.seconds(reading(3000)).orElseThrow())
        .isEqualTo(square * 9e6 / 1e9, within(1e-12));
  }

  /** Any other pair of weights that are not negative fits worse. */
  @Test
  void noOtherNonNegativeWeightsFitBetter() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 200; round++) {
      CostModel cost = new CostModel();
      double[][] points = new double[2 + random.nextInt(5)][];
      for (int i = 0; i < points.length; i++) {
        long tokens = random.nextLong(1, 51);
        points[i] = new double[] {tokens, random.nextInt(1, 10_000)};
        read(cost, tokens, (long) points[i][1]);
      }
      double at1 = cost.seconds(reading(1)).orElseThrow() * 1e9;
      double at2 = cost.seconds(reading(2)).orElseThrow() * 1e9;
      double b = (at2 - 2 * at1) / 2;
      double a = at1 - b;
      assertThat(a).as("round %s", round).isGreaterThan(-1e-6);
      assertThat(b).as("round %s", round).isGreaterThan(-1e-6);
      double best = squares(points, a, b);
      for (int i = 0; i < 200; i++) {
        double other =
            squares(
                points,
                Math.max(0, a + random.nextDouble(-50, 50)),
                Math.max(0, b + random.nextDouble(-2, 2)));
        assertThat(other).as("round %s", round).isGreaterThanOrEqualTo(best * (1 - 1e-9));
      }
    }
  }

  @Test
  void whatWasNeverSeenIsNotGuessed() {
    CostModel cost = new CostModel();
    assertThat(cost.seconds(reading(10))).isEmpty();
    assertThat(cost.seconds(Work.NONE)).hasValue(0);
    read(cost, 1000, 1000);
    assertThat(cost.seconds(reading(10).plus(Work.answering(10, 3, 5)))).isEmpty();
    cost.learn(Work.answering(1000, 4, 11), new PhaseTimes(0, 0, 400, 2000));
    // a prompt token takes 100 ns, a step 200: 3 x 100 and 4 x 200
    assertThat(cost.seconds(Work.answering(10, 3, 5)).orElseThrow() * 1e9)
        .isEqualTo(1100, within(1e-6));
  }

  @Test
  void windowsAreEncodedWithTheirFillingAndSlotsAreRead() {
    Ledger ledger = new Ledger(1000, 1000, 24, 0, 8, 64, 16, 15.6, 0, 0, "");
    Work work = Work.reading(ledger);
    assertThat(work).isEqualTo(new Work(1024, 64, 64 * 64, 0, 0, 0, 0));
    assertThat(work.plus(Work.answering(64, 5, 10)).minus(work))
        .isEqualTo(new Work(0, 0, 0, 5, 5 * 64, 9, 9 * 69));
  }

  @Test
  void aContextThatCannotBeReadIsNoWorkAndNoError() {
    Request request =
        new Request(
            new TreeMap<>(),
            0,
            "?",
            Passage.ofText("?"),
            Passage.ofText(""),
            Decoding.greedy(3),
            Optional.empty());
    Reading empty = new Reading(new TokenContext(new int[0]), List.of(request));
    Reading four = new Reading(new TokenContext(new int[4]), List.of(request));
    try (ContextModel full = ContextModels.open(ModelSpec.of("full", "shape:pythia-14m"))) {
      assertThat(Estimate.Planned.of(empty, full).reading()).isEqualTo(Work.NONE);
      assertThat(Estimate.Planned.of(four, full).reading().read()).isEqualTo(4);
      assertThat(Estimate.none().planned(four, full).reading()).isEqualTo(Work.NONE);
    }
  }

  private static double squares(double[][] points, double a, double b) {
    double sum = 0;
    for (double[] point : points) {
      double error = a * point[0] + b * point[0] * point[0] - point[1];
      sum += error * error;
    }
    return sum;
  }

  private static void read(CostModel cost, long tokens, long nanos) {
    cost.learn(reading(tokens), new PhaseTimes(0, nanos, 0, 0));
  }

  private static Work reading(long tokens) {
    return Work.reading(new Ledger(tokens, tokens, 0, 0, 0, 0, 1, 1, 0, 0, ""));
  }
}
