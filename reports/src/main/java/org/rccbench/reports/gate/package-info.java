/**
 * The gate: a run against a committed baseline, by the rules of a policy file. It fails closed:
 * what is missing or cannot be compared is never a pass.
 */
package org.rccbench.reports.gate;
