/** Statistics whose unit is the context: intervals, tests, effects. */
package org.rccbench.evaluators.statistics;
