/** Contexts, examples, readers and generators; imports nothing of the other modules. */
package org.rccbench.datasets;
