/**
 * Named ways to compare an output with its references, each equal to a published scorer in the
 * class (same bits, or relative 1e-12) that its golden rows state.
 */
package org.rccbench.evaluators.scorers;
