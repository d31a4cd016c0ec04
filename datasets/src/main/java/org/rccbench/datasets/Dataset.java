package org.rccbench.datasets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Examples with the card of where they come from, read lazily and as often as wanted. */
public final class Dataset {
  private final DatasetCard card;
  private final Function<Consumer<BadLine>, Stream<Example>> open;
  private final DoubleSupplier shareRead;
  private final boolean skipBad;
  private volatile List<BadLine> skipped = List.of();

  /** A data set without bad lines, such as a generated one; the supplier is asked once a pass. */
  public Dataset(DatasetCard card, Supplier<Stream<Example>> examples) {
    this.card = Objects.requireNonNull(card, "card");
    Objects.requireNonNull(examples, "examples");
    this.open = onBadLine -> examples.get();
    this.shareRead = () -> Double.NaN;
    this.skipBad = false;
  }

  Dataset(DatasetReader reader, boolean skipBad) {
    this.card = reader.card();
    this.open = reader::examples;
    this.shareRead = reader::shareRead;
    this.skipBad = skipBad;
  }

  /** Where the examples come from. */
  public DatasetCard card() {
    return card;
  }

  /**
   * A new lazy, sequential pass; close it to close the file before its end.
   *
   * <p>The stream throws {@link BadLineException} at a bad line unless bad lines are skipped, or
   * where nothing after it can be read, and {@link java.io.UncheckedIOException} if the file cannot
   * be read.
   */
  public Stream<Example> examples() {
    if (!skipBad) {
      return open.apply(
          bad -> {
            throw BadLineException.refused(bad);
          });
    }
    List<BadLine> lines = Collections.synchronizedList(new ArrayList<>());
    skipped = lines;
    return open.apply(lines::add);
  }

  /**
   * The bad lines that the latest pass has skipped so far, in file order: all of them once it is at
   * its end.
   */
  public List<BadLine> skipped() {
    return List.copyOf(skipped);
  }

  /**
   * How much of the data the latest pass has read, 0 to 1, for a progress bar; NaN where that is
   * not known.
   */
  public double shareRead() {
    return shareRead.getAsDouble();
  }
}
