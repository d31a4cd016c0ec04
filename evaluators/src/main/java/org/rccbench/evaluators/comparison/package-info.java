/** Runs looked at again: outputs scored by other profiles, and two systems side by side. */
package org.rccbench.evaluators.comparison;
