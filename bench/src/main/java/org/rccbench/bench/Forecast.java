package org.rccbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.Outcome;

/**
 * What a longer context will need at least, from the points measured so far: weights, levels and
 * idle stay, the decoder's cache grows along the line through the last two points.
 */
final class Forecast {
  private final List<Measurement> points = new ArrayList<>();

  /** Takes the next longer point; one without numbers teaches nothing. */
  void learn(Measurement point) {
    if (point.outcome() == Outcome.SCORED && point.floor() != null) {
      points.add(point);
    }
  }

  /** Bytes that a context of {@code length} needs at least, or empty before the first point. */
  OptionalLong bytes(long length) {
    if (points.isEmpty()) {
      return OptionalLong.empty();
    }
    Measurement last = points.get(points.size() - 1);
    double grown = slope() * (length - last.tokens());
    return OptionalLong.of(last.idle() + last.floor() + Math.max(0, Math.round(grown)));
  }

  private double slope() {
    Measurement last = points.get(points.size() - 1);
    if (points.size() == 1) {
      return (double) last.kvBytes() / last.tokens();
    }
    Measurement before = points.get(points.size() - 2);
    return (double) (last.kvBytes() - before.kvBytes()) / (last.tokens() - before.tokens());
  }
}
