package org.rccbench.models.internal.external;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rccbench.models.ModelSpec;

/** The settings of a specification, each with its form checked. */
final class Settings {
  static final String TOKENIZER = "tokenizer";
  static final String TIMEOUT = "timeout_s";
  private static final long LONGEST_WAIT_SECONDS = 7 * 24 * 3600;

  private final ModelSpec spec;

  Settings(ModelSpec spec) {
    this.spec = spec;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(spec.settings().get(name));
  }

  /** How long a single answer may take. */
  Duration timeout() {
    String value = text(TIMEOUT).orElse("600");
    try {
      BigDecimal seconds = new BigDecimal(value);
      if (seconds.signum() > 0
          && seconds.compareTo(BigDecimal.valueOf(LONGEST_WAIT_SECONDS)) <= 0) {
        return Duration.ofNanos(seconds.movePointRight(9).longValue());
      }
    } catch (NumberFormatException e) {
      throw wrong(TIMEOUT, "a number of seconds above 0, a week at most", value);
    }
    throw wrong(TIMEOUT, "a number of seconds above 0, a week at most", value);
  }

  /** A whole number from {@code least} on. */
  OptionalInt number(String name, int least) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(value.get());
      if (number >= least) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number >= " + least, value.get());
    }
    throw wrong(name, "a whole number >= " + least, value.get());
  }

  /** Names of environment variables, separated by commas. */
  Set<String> variables(String name) {
    Set<String> variables = new TreeSet<>();
    for (String word : text(name).stream().flatMap(all -> Stream.of(all.split(","))).toList()) {
      String variable = word.strip();
      if (!ApiKey.isVariable(variable)) {
        // what was meant as a name may be a key
        throw new IllegalArgumentException(
            name + " must be names of environment variables, separated by commas");
      }
      variables.add(variable);
    }
    return variables;
  }

  private static IllegalArgumentException wrong(String name, String wanted, String value) {
    return new IllegalArgumentException(
        String.format(Locale.ROOT, "%s must be %s, was \"%s\"", name, wanted, value));
  }

  /** Refuses what only a model of this process has. */
  void refuseArithmetic() {
    refuse("dtype", spec.dtype(), "f32");
    refuse("weights", spec.weightForm(), "auto");
    refuse("device", spec.device(), "cpu");
  }

  private void refuse(String name, String value, String usual) {
    if (!value.equals(usual)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "kind \"%s\" has no use for %s, which is set to %s: the model computes elsewhere",
              spec.kind(),
              name,
              value));
    }
  }
}
