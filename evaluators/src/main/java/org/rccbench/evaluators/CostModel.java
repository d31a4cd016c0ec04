package org.rccbench.evaluators;

import java.util.OptionalDouble;
import org.rccbench.models.PhaseTimes;

/**
 * Learns from what a model has done how long it will take for more. Each phase has a line of its
 * own through the origin, fitted by least squares with weights that cannot be negative: encoding
 * grows with the tokens encoded, the other phases with their tokens and with what these attend to.
 */
public final class CostModel {
  private final Phase encode = new Phase();
  private final Phase read = new Phase();
  private final Phase prompt = new Phase();
  private final Phase decode = new Phase();

  /** Takes what was done and how long it took. */
  public void learn(Work work, PhaseTimes times) {
    encode.learn(work.encoded(), 0, times.encode());
    read.learn(work.read(), work.readPairs(), times.contextPrefill());
    prompt.learn(work.prompted(), work.promptedPairs(), times.promptPrefill());
    decode.learn(work.decoded(), work.decodedPairs(), times.decode());
  }

  /**
   * Seconds that work will take; empty where it has a phase of which nothing was learnt yet. Work
   * of other lengths than those learnt from is a guess.
   */
  public OptionalDouble seconds(Work work) {
    double nanos =
        encode.nanos(work.encoded(), 0)
            + read.nanos(work.read(), work.readPairs())
            + prompt.nanos(work.prompted(), work.promptedPairs())
            + decode.nanos(work.decoded(), work.decodedPairs());
    return Double.isNaN(nanos) ? OptionalDouble.empty() : OptionalDouble.of(nanos / 1e9);
  }

  /** nanos = a x + b z with a, b >= 0 and the least sum of squares over what was learnt. */
  private static final class Phase {
    /** Below this share of the sums, x and z are one direction and cannot be told apart. */
    private static final double COLLINEAR = 1e-9;

    private double xx;
    private double xz;
    private double zz;
    private double xt;
    private double zt;

    void learn(double x, double z, long nanos) {
      xx += x * x;
      xz += x * z;
      zz += z * z;
      xt += x * (double) nanos;
      zt += z * (double) nanos;
    }

    /** NaN where nothing was learnt of work that there is. */
    double nanos(double x, double z) {
      if (x == 0 && z == 0) {
        return 0;
      }
      if (xx == 0) {
        return Double.NaN;
      }
      double determinant = xx * zz - xz * xz;
      if (determinant > COLLINEAR * xx * zz) {
        double a = (zz * xt - xz * zt) / determinant;
        double b = (xx * zt - xz * xt) / determinant;
        if (a >= 0 && b >= 0) {
          return a * x + b * z;
        }
        // at the edge: the one of the two lines alone that lies nearer, by the squares it explains
        if (zt * zt / zz > xt * xt / xx) {
          return zt / zz * z;
        }
      }
      return xt / xx * x;
    }
  }
}
