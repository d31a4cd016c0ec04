package org.rccbench.models.internal;

/**
 * A matrix of a tower.
 *
 * @param weight name of the weight
 * @param bias name of the bias, null for none
 * @param rows output width
 * @param columns input width
 */
record MatrixRef(String weight, String bias, long rows, long columns) {}
