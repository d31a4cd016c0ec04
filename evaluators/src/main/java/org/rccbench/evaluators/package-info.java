/** Suites, tasks and the journaled runner: from a suite file to samples.jsonl. */
package org.rccbench.evaluators;
