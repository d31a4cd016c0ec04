package org.rccbench.models.internal.external;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before a server is asked again: twice as long each time, or as long as it wants,
 * never longer than {@link #LONGEST}.
 */
final class Backoff {
  static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration wait;

  Backoff(Duration first) {
    wait = capped(first);
  }

  /**
   * The next wait.
   *
   * @param retryAfter what the server says of it; only a number of seconds counts
   */
  Duration next(Optional<String> retryAfter) {
    Duration own = wait;
    wait = capped(wait.multipliedBy(2));
    return retryAfter
        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
        .map(seconds -> capped(Duration.ofSeconds(Long.parseLong(seconds))))
        .filter(seconds -> seconds.compareTo(own) > 0)
        .orElse(own);
  }

  private static Duration capped(Duration time) {
    return time.compareTo(LONGEST) > 0 ? LONGEST : time;
  }
}
