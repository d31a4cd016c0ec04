package org.rccbench.models;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long a thread may go on reading and answering. Nothing is interrupted: a model looks at the
 * limit of its thread between windows, chunks and decoding steps, so that no cache is left half
 * written.
 */
public final class TimeLimit {
  private static final ThreadLocal<TimeLimit> CURRENT = new ThreadLocal<>();

  private final long start = System.nanoTime();
  private final Duration allowed;

  private TimeLimit(Duration allowed) {
    this.allowed = allowed;
  }

  /** The limit was passed. */
  public static final class PassedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PassedException(Duration allowed) {
      super(
          String.format(Locale.ROOT, "the time limit of %s s has passed", allowed.toNanos() / 1e9));
    }
  }

  /**
   * Does something in this thread under a limit.
   *
   * @param allowed zero passes at the first look
   * @throws PassedException where a model looked after the limit had passed
   */
  public static <T> T within(Duration allowed, Supplier<T> what) {
    TimeLimit outer = CURRENT.get();
    CURRENT.set(new TimeLimit(allowed));
    try {
      return what.get();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /** How much time this thread has left, zero once the limit has passed; empty without a limit. */
  public static Optional<Duration> left() {
    TimeLimit limit = CURRENT.get();
    if (limit == null) {
      return Optional.empty();
    }
    Duration left = limit.allowed.minusNanos(System.nanoTime() - limit.start);
    return Optional.of(left.isNegative() ? Duration.ZERO : left);
  }

  /**
   * Looks at the limit of this thread, if it has one.
   *
   * @throws PassedException if it has passed
   */
  public static void check() {
    TimeLimit limit = CURRENT.get();
    if (limit != null && System.nanoTime() - limit.start >= limit.allowed.toNanos()) {
      throw new PassedException(limit.allowed);
    }
  }
}
