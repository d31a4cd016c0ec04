package org.rccbench.evaluators.scorers;

/**
 * The rules behind a {@link Scorer}.
 *
 * @param name key in {@code scores}
 * @param signature what is computed, and by which published scorer's rules
 * @param best score of a perfect output
 * @param comparison the function
 */
record Profile(String name, String signature, double best, Comparison comparison) {}
