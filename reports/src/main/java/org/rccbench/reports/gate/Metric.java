package org.rccbench.reports.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a rule watches. Which direction is bad belongs to the metric and cannot be set. */
public enum Metric {
  /** A scorer profile, paired by sample; a loss is bad, in the score's unit. */
  SCORE("loss"),
  /** Tokens that a sample's context was read as; any change is bad, as a share. */
  TOKENS("change"),
  /** Slots that a sample's context became; any change is bad, as a share. */
  SLOTS("change"),
  /** Peak memory above idle of each point of a curve; growth is bad, as a share. */
  PEAK_MEMORY("growth"),
  /** Time of a JMH benchmark beside another build in the same job; slowing is bad, as a share. */
  SPEED("slowdown");

  private final String bad;

  Metric(String bad) {
    this.bad = bad;
  }

  @JsonCreator
  static Metric parse(String word) {
    return Arrays.stream(values())
        .filter(metric -> metric.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown metric \""
                        + word
                        + "\"; known: "
                        + Arrays.stream(values())
                            .map(Metric::word)
                            .collect(Collectors.joining(", "))));
  }

  /** The word in files. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a positive effect of this metric is called. */
  public String bad() {
    return bad;
  }
}
