/** The command line, and memory and time curves measured in fresh processes. */
package org.rccbench.bench;
