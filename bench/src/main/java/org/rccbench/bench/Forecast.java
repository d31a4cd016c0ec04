package org.rccbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a longer context will need at least, from the points measured so far: weights, levels and
 * idle stay, the decoder's cache grows along the line through the last two points.
 */
final class Forecast {
  private final List<Long> tokens = new ArrayList<>();
  private final List<PointReading> readings = new ArrayList<>();

  void add(long length, PointReading reading) {
    tokens.add(length);
    readings.add(reading);
  }

  /** Bytes that a context of {@code length} needs at least, or empty before the first point. */
  OptionalLong bytes(long length) {
    if (readings.isEmpty()) {
      return OptionalLong.empty();
    }
    int last = readings.size() - 1;
    PointReading reading = readings.get(last);
    double grown = slope() * (length - tokens.get(last));
    return OptionalLong.of(reading.idle() + reading.floor() + Math.max(0, Math.round(grown)));
  }

  private double slope() {
    int last = readings.size() - 1;
    if (last == 0) {
      return (double) readings.get(0).kvBytes() / tokens.get(0);
    }
    return (double) (readings.get(last).kvBytes() - readings.get(last - 1).kvBytes())
        / (tokens.get(last) - tokens.get(last - 1));
  }
}
