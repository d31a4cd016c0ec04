package org.rccbench.datasets;

import java.util.function.Consumer;
import java.util.stream.Stream;

/** A file or folder of one schema; {@link Datasets} holds the constructors. */
interface DatasetReader {

  DatasetCard card();

  /**
   * A new lazy pass in file order; closing the stream closes the file.
   *
   * @param onBadLine told of every bad line, in order; if it returns, the line is left out
   */
  Stream<Example> examples(Consumer<BadLine> onBadLine);

  /** How much of the data the latest pass has read, 0 to 1; NaN where that is not known. */
  double shareRead();
}
