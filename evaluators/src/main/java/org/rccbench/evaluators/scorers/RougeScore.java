package org.rccbench.evaluators.scorers;

/**
 * One ROUGE type of one pair, each 0 to 1.
 *
 * @param p share of the prediction that the reference has
 * @param r share of the reference that the prediction has
 * @param f their mean, by the formula of the package
 */
record RougeScore(double p, double r, double f) {

  /** Google's formula: the harmonic mean, 0 if both are 0. */
  static RougeScore harmonic(double p, double r) {
    return new RougeScore(p, r, p + r > 0 ? 2 * p * r / (p + r) : 0);
  }

  /** pltrdy's formula, whose small addend keeps a perfect match below 1. */
  static RougeScore damped(double p, double r) {
    return new RougeScore(p, r, 2.0 * ((p * r) / (p + r + 1e-8)));
  }
}
