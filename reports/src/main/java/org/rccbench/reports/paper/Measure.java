package org.rccbench.reports.paper;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How a row is measured from the files of a run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Measure.Score.class, name = "score"),
  @JsonSubTypes.Type(value = Measure.Difference.class, name = "difference"),
  @JsonSubTypes.Type(value = Measure.Peak.class, name = "peak"),
  @JsonSubTypes.Type(value = Measure.Growth.class, name = "growth"),
  @JsonSubTypes.Type(value = Measure.GrowthRatio.class, name = "growth_ratio"),
  @JsonSubTypes.Type(value = Measure.PeakRatio.class, name = "peak_ratio"),
  @JsonSubTypes.Type(value = Measure.LongestContextRatio.class, name = "longest_context_ratio"),
  @JsonSubTypes.Type(value = Measure.TrainedContext.class, name = "trained_context"),
  @JsonSubTypes.Type(value = Measure.Elsewhere.class, name = "elsewhere")
})
public sealed interface Measure {
  /** Bytes in what the papers' memory bars call MB: nvidia-smi counts in powers of two. */
  double MEBIBYTE = 1 << 20;

  /**
   * The number.
   *
   * @param failed what failed samples count as
   * @throws UnmeasuredException if the run does not tell it
   */
  Measured on(RunEvidence run, FailedAs failed);

  /** Roles of the models it needs. */
  Set<String> roles();

  /** What one model tells. */
  sealed interface OfOneModel extends Measure {
    /** The model's role. */
    String model();

    @Override
    default Set<String> roles() {
      return Set.of(model());
    }
  }

  private static Set<String> inOrder(String... roles) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(roles)));
  }

  /** What one model tells beside another. */
  sealed interface OfTwoModels extends Measure {
    /** The model's role. */
    String model();

    /** The other's role. */
    String against();

    @Override
    default Set<String> roles() {
      return inOrder(model(), against());
    }
  }

  /**
   * Mean of a profile over the contexts of a cell.
   *
   * @param averageOver coordinates whose values weigh the same, whatever their samples; or null
   * @param factor of the row's unit over the score's, such as 100 for percent
   * @param less constant that is taken off, for a claim about a level
   * @param training whether the claim is about training, so that its seeds are the unit
   */
  record Score(
      String task,
      String model,
      String profile,
      Map<String, String> cell,
      Average averageOver,
      Double factor,
      Double less,
      Boolean training)
      implements OfOneModel {

    /** A coordinate and the values that weigh the same. */
    public record Average(String coordinate, List<String> values) {
      /** Checks that there is something to average. */
      public Average {
        Objects.requireNonNull(coordinate, "average_over.coordinate is missing");
        values = List.copyOf(values);
      }
    }

    public Score {
      factor = factor == null ? 1 : factor;
      less = less == null ? 0 : less;
      training = training != null && training;
      cell = new Selection(task, model, profile, cell).cell();
      if (training && averageOver != null) {
        throw new IllegalArgumentException(
            "measure: average_over has no interval over seeds of training");
      }
    }

    /** The same of another role. */
    Score by(String role) {
      return new Score(task, role, profile, cell, averageOver, factor, less, training);
    }

    @Override
    public Measured on(RunEvidence run, FailedAs failed) {
      Selection selection = new Selection(task, model, profile, cell);
      if (training) {
        return CellScores.of(run, selection, failed).meanOverSeeds(run).scaled(factor, less);
      }
      Measured mean =
          averageOver == null
              ? CellScores.of(run, selection, failed).mean()
              : CellScores.average(
                  averageOver.values().stream()
                      .map(v -> selection.with(averageOver.coordinate(), v))
                      .map(part -> CellScores.of(run, part, failed).mean())
                      .toList());
      return mean.scaled(factor, less);
    }
  }

  /**
   * One mean less another: of two models in a cell, or of a model in two cells. Paired where both
   * sides have the same samples.
   *
   * @param against the other model; default the same
   * @param againstCell the other cell; default the same
   * @param training whether both models were trained apart, so that seeds of training are the unit
   */
  record Difference(
      String task,
      String model,
      String against,
      String profile,
      Map<String, String> cell,
      Map<String, String> againstCell,
      Double factor,
      Boolean training)
      implements Measure {

    public Difference {
      against = against == null ? model : against;
      cell = new Selection(task, model, profile, cell).cell();
      againstCell = againstCell == null ? cell : Selection.ordered(againstCell);
      factor = factor == null ? 1 : factor;
      training = training != null && training;
      if (Objects.equals(model, against) && againstCell.equals(cell)) {
        throw new IllegalArgumentException("measure: both sides of the difference are the same");
      }
    }

    @Override
    public Set<String> roles() {
      return inOrder(model, against);
    }

    @Override
    public Measured on(RunEvidence run, FailedAs failed) {
      Selection mine = new Selection(task, model, profile, cell);
      Selection theirs = new Selection(task, against, profile, againstCell);
      String common = run.profile(mine, theirs);
      CellScores one = CellScores.of(run, mine.by(common), failed);
      CellScores other = CellScores.of(run, theirs.by(common), failed.opposite());
      Measured difference = training ? one.lessApart(other, run) : one.less(other);
      return difference.scaled(factor, 0);
    }
  }

  /** Peak memory above idle of one reading, in MB. */
  record Peak(String model, Long tokens) implements OfOneModel {
    public Peak {
      Curve.require(model, tokens, "tokens");
    }

    @Override
    public Measured on(RunEvidence run, FailedAs failed) {
      Curve curve = run.curve(model);
      curve.requireGpu();
      return curve.reading(tokens).scaled(1 / MEBIBYTE, 0);
    }
  }

  /** What the line through a curve grows by between two lengths, in MB. */
  record Growth(String model, Long from, Long to) implements OfOneModel {
    public Growth {
      Curve.require(model, from, "from");
      Curve.require(model, to, "to");
    }

    @Override
    public Measured on(RunEvidence run, FailedAs failed) {
      return run.curve(model).within(from, to).slope().scaled((to - from) / MEBIBYTE, 0);
    }
  }

  /** How many times slower the model's memory grows than the other's, from a length on. */
  record GrowthRatio(String model, String against, Long from) implements OfTwoModels {
    public GrowthRatio {
      Curve.require(model, from, "from");
      Curve.require(against, from, "from");
    }

    @Override
    public Measured on(RunEvidence run, FailedAs failed) {
      Curve slow = run.curve(model).within(from, Long.MAX_VALUE);
      Curve fast = run.curve(against).within(from, Long.MAX_VALUE);
      return Curve.ratio(fast.slope(), slow.slope(), "growth");
    }
  }

  /**
   * How many times more memory the other model takes at a length; both by the line of the curve.
   */
  record PeakRatio(String model, String against, Long tokens) implements OfTwoModels {
    public PeakRatio {
      Curve.require(model, tokens, "tokens");
      Curve.require(against, tokens, "tokens");
    }

    @Override
    public Measured on(RunEvidence run, FailedAs failed) {
      return Curve.ratio(
          run.curve(against).onLine(tokens), run.curve(model).onLine(tokens), "peak");
    }
  }

  /** How many times longer a context fits into a budget than with the other model. */
  record LongestContextRatio(String model, String against, Double gigabytes)
      implements OfTwoModels {
    public LongestContextRatio {
      Objects.requireNonNull(model, "measure.model is missing");
      Objects.requireNonNull(against, "measure.against is missing");
      if (gigabytes == null || !(gigabytes > 0)) {
        throw new IllegalArgumentException("measure.gigabytes must be > 0, was " + gigabytes);
      }
    }

    @Override
    public Measured on(RunEvidence run, FailedAs failed) {
      double bytes = gigabytes * 1024 * MEBIBYTE;
      return Curve.ratio(
          run.curve(model).lengthAt(bytes), run.curve(against).lengthAt(bytes), "length");
    }
  }

  /**
   * The longest context without a remark that it goes past the trained positions, over rate times
   * trained positions. The interval goes from the longest context without the remark to the
   * shortest with it.
   */
  record TrainedContext(String model) implements OfOneModel {
    public TrainedContext {
      Objects.requireNonNull(model, "measure.model is missing");
    }

    @Override
    public Measured on(RunEvidence run, FailedAs failed) {
      return run.trainedContext(model);
    }
  }

  /** Not from the files of a run. */
  record Elsewhere(String why) implements Measure {
    public Elsewhere {
      Objects.requireNonNull(why, "measure.why is missing: say what measures it instead");
    }

    @Override
    public Set<String> roles() {
      return Set.of();
    }

    @Override
    public Measured on(RunEvidence run, FailedAs failed) {
      throw UnmeasuredException.notRun(why);
    }
  }
}
