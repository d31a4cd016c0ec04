package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The readings of a task in their order, those that follow each other with the same context as one:
 * a model reads it once. Several threads may take from it.
 */
final class SharedReadings implements AutoCloseable {
  private final Stream<Reading> source;
  private final Iterator<Reading> readings;
  private long left;
  private Unit ahead;
  private boolean cut;

  /**
   * A context to read with everything that is asked about it.
   *
   * @param reading context and requests
   * @param context sha256 of the context
   */
  record Unit(Reading reading, String context) {
    static Unit of(Reading reading) {
      return new Unit(reading, reading.context().sha256());
    }

    Unit with(List<Request> requests) {
      return new Unit(new Reading(reading.context(), requests), context);
    }
  }

  /**
   * Takes the stream over; closing this closes it.
   *
   * @param limit at most how many requests are given out
   */
  SharedReadings(Stream<Reading> source, OptionalLong limit) {
    this.source = source;
    this.readings = source.iterator();
    this.left = limit.orElse(Long.MAX_VALUE);
  }

  /** The next context, or empty at the end. */
  synchronized Optional<Unit> next() {
    Unit unit = take();
    if (unit == null) {
      return Optional.empty();
    }
    if (left == 0) {
      cut = true;
      return Optional.empty();
    }
    List<Request> requests = new ArrayList<>(unit.reading().requests());
    for (ahead = take(); ahead != null && ahead.context().equals(unit.context()); ahead = take()) {
      requests.addAll(ahead.reading().requests());
      ahead = null;
    }
    if (requests.size() > left) {
      cut = true;
      requests = requests.subList(0, (int) left);
    }
    left -= requests.size();
    return Optional.of(unit.with(requests));
  }

  private Unit take() {
    Unit taken = ahead;
    ahead = null;
    if (taken == null && readings.hasNext()) {
      taken = Unit.of(readings.next());
    }
    return taken;
  }

  /** Whether the limit left something out. */
  synchronized boolean wasCut() {
    return cut;
  }

  @Override
  public void close() {
    source.close();
  }
}
