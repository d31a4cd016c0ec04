package org.rccbench.evaluators.statistics;

/**
 * A statistic and its p value; both NaN where the data leave a test undefined, as differences
 * without spread do.
 *
 * @param statistic the test's own number
 * @param p two-sided unless the method says otherwise
 */
public record TestResult(double statistic, double p) {}
