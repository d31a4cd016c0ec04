package org.rccbench.evaluators.statistics;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * A straight line through points by least squares. Two points give a line, three are needed to say
 * how well it is known.
 */
public final class OrdinaryLeastSquares {
  private final SimpleRegression line = new SimpleRegression();
  private final double squares;
  private final double meanX;

  private OrdinaryLeastSquares(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      line.addData(x[i], y[i]);
    }
    double sum = 0;
    double sumX = 0;
    // residuals one by one: commons-math takes a difference of large sums
    for (int i = 0; i < x.length; i++) {
      double residual = y[i] - line.predict(x[i]);
      sum += residual * residual;
      sumX += x[i];
    }
    squares = sum;
    meanX = sumX / x.length;
  }

  /**
   * Fits points.
   *
   * @throws IllegalArgumentException if x and y differ in number or are fewer than two
   */
  public static OrdinaryLeastSquares of(double[] x, double[] y) {
    if (x.length != y.length || x.length < 2) {
      throw new IllegalArgumentException(
          "a line needs at least two points, got " + x.length + " x and " + y.length + " y");
    }
    return new OrdinaryLeastSquares(x, y);
  }

  /** Slope. */
  public double slope() {
    return line.getSlope();
  }

  /** Intercept. */
  public double intercept() {
    return line.getIntercept();
  }

  /** Pearson's correlation, -1 to 1. */
  public double correlation() {
    return line.getR();
  }

  /** Share of the variance that the line explains. */
  public double determination() {
    return 1 - squares / line.getTotalSumSquares();
  }

  /** Two-sided p of a slope of 0. */
  public double p() {
    return Distributions.tOutside(slope() / slopeError(), degrees());
  }

  /** Standard deviation of the residuals over n - 2. */
  public double residualDeviation() {
    return Math.sqrt(squares / degrees());
  }

  /** Standard error of the slope. */
  public double slopeError() {
    return residualDeviation() / Math.sqrt(line.getXSumSquares());
  }

  /** Standard error of the intercept. */
  public double interceptError() {
    return slopeError() * Math.sqrt(line.getXSumSquares() / line.getN() + meanX * meanX);
  }

  /** Student's interval of the slope. */
  public Interval slopeInterval(double level) {
    return interval(slope(), slopeError(), level);
  }

  /** Student's interval of the intercept. */
  public Interval interceptInterval(double level) {
    return interval(intercept(), interceptError(), level);
  }

  private Interval interval(double center, double error, double level) {
    Interval.checkLevel(level);
    double half = Distributions.tQuantile(1 - (1 - level) / 2, degrees()) * error;
    return new Interval(center - half, center + half, level, "least squares, student t");
  }

  private double degrees() {
    if (line.getN() < 3) {
      throw new IllegalStateException("errors of a line need three points, it has " + line.getN());
    }
    return line.getN() - 2.0;
  }
}
