package org.rccbench.evaluators;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.rccbench.models.TimeLimit;

/**
 * Why a sample failed.
 *
 * @param why the reason in one line, the same in every run
 * @param detail the whole message, which may hold addresses and sizes of this run
 * @param outOfMemory whether memory ran out, which is a data point and no defect
 */
record Failure(String why, String detail, boolean outOfMemory) {

  /**
   * The failure that a throwable is.
   *
   * @param timeout the time that the sample had, where it had a limit
   */
  static Failure of(Throwable thrown, Optional<Duration> timeout) {
    String detail = thrown.toString();
    if (thrown instanceof TimeLimit.PassedException && timeout.isPresent()) {
      String seconds =
          BigDecimal.valueOf(timeout.get().toNanos(), 9).stripTrailingZeros().toPlainString();
      return new Failure("timed out: took more than " + seconds + " s", detail, false);
    }
    if (thrown instanceof OutOfMemoryError) {
      return new Failure("out of memory (Java heap)", detail, true);
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (saysOutOfMemory(cause)) {
        return new Failure("out of memory (device)", detail, true);
      }
    }
    // further lines of an engine's message are native stack frames, which differ from run to run
    String first = detail.lines().findFirst().orElse(thrown.getClass().getName());
    return new Failure(first, detail, false);
  }

  private static boolean saysOutOfMemory(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("out of memory")
        || message.contains("not enough memory")
        || message.contains("can't allocate memory")
        || message.contains("bad_alloc");
  }
}
