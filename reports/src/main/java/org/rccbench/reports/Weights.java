package org.rccbench.reports;

/** The words by which every row says whether its weights were trained. */
final class Weights {

  private Weights() {}

  static String words(boolean trained) {
    return trained ? "trained" : "untrained (random weights)";
  }
}
