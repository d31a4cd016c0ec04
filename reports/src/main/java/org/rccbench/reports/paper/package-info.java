/**
 * A paper as data: the manifest with a row for every number and claim, and the verdict of each row
 * on what a run measured. Verdicts are pure functions of the files of the run.
 */
package org.rccbench.reports.paper;
