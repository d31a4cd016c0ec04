/** Prediction files: outputs of any program, one a line, to be scored by any profile. */
package org.rccbench.evaluators.predictions;
