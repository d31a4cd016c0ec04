package org.rccbench.bench.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.rccbench.models.PhaseTimes;

/** What reading a context did; JMH divides each by the seconds of the iteration. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class ReadCounters {
  private static final double NANOS = 1e9;

  /** Context tokens: tokens/s. */
  public double tokens;

  /** Seconds in the encoder: its share of the time. */
  public double encodeShare;

  /** Seconds of feeding ids (full) or slots (rcc) to the decoder: its share of the time. */
  public double contextPrefillShare;

  void add(long contextTokens, PhaseTimes times) {
    tokens += contextTokens;
    encodeShare += times.encode() / NANOS;
    contextPrefillShare += times.contextPrefill() / NANOS;
  }
}
