package org.rccbench.models.internal.external;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rccbench.models.TimeLimit;

/**
 * Waits for somebody else's answer, for so long and as a rule no longer than the thread's {@link
 * TimeLimit}. An interrupt of the thread does not cut the sample at hand; it stays set.
 */
final class Patience {
  private static final long LOOK_MILLIS = 50;

  private final long start = System.nanoTime();
  private final Duration allowed;

  private Patience(Duration allowed) {
    this.allowed = allowed;
  }

  /** Starts to wait for so long, whatever the thread's limit. */
  static Patience whole(Duration allowed) {
    return new Patience(allowed);
  }

  /** Starts to wait for at most this long. */
  static Patience of(Duration allowed) {
    return new Patience(
        TimeLimit.left().filter(left -> left.compareTo(allowed) < 0).orElse(allowed));
  }

  Duration left() {
    Duration left = allowed.minusNanos(System.nanoTime() - start);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Time ran out while waiting. */
  static final class EndedException extends Exception {
    private static final long serialVersionUID = 1;
  }

  /**
   * What a future gives.
   *
   * @param meanwhile done every now and then
   * @throws EndedException if it took too long; the future goes on
   * @throws ExecutionException what the future threw
   */
  <T> T await(Future<T> future, Runnable meanwhile) throws EndedException, ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        Duration left = left();
        try {
          return future.get(Math.min(LOOK_MILLIS, left.toMillis() + 1), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (left.isZero()) {
            throw new EndedException();
          }
          meanwhile.run();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
