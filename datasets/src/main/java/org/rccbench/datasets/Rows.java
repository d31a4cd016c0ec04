package org.rccbench.datasets;

import java.io.Closeable;

/**
 * One pass over the rows of a file, whatever its container. One row stands in memory; where the
 * file itself is broken or cannot be read, the pass ends in an exception that says where.
 */
interface Rows extends Closeable {

  /** Goes to the next row; false at the end. */
  boolean advance();

  /** Number of the current row, from 1. */
  long number();

  BadLine.Unit unit();

  /** Reads the current row; to be called once. */
  Row row() throws BadField;

  @Override
  void close();
}
