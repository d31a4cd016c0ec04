/**
 * Tables and figures as pure functions of the files of a run: no clock is read, no model is opened,
 * and the order of the lines does not matter.
 */
package org.rccbench.reports;
