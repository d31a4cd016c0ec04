/**
 * The files of a run: records, the append-only journal and its canonical form. Imports nothing that
 * runs a model, so that tables and figures are pure functions of these files.
 */
package org.rccbench.evaluators.results;
