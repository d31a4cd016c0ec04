package org.rccbench.evaluators;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.rccbench.models.TimeLimit;

/**
 * The time that a sample may take: as its line's times, the reading of its context, which it may
 * share, and its own answer.
 */
final class SampleTime {
  private final long start = System.nanoTime();
  private Optional<Duration> left;

  SampleTime(Optional<Duration> timeout) {
    this.left = timeout;
  }

  /** What follows has what reading has left. */
  void contextIsRead() {
    Duration spent = Duration.ofNanos(System.nanoTime() - start);
    left = left.map(all -> all.compareTo(spent) > 0 ? all.minus(spent) : Duration.ZERO);
  }

  /** Does something within what is left. */
  <T> T limited(Supplier<T> what) {
    return left.isEmpty() ? what.get() : TimeLimit.within(left.get(), what);
  }
}
