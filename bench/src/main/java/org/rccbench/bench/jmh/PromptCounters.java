package org.rccbench.bench.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What prompts did; JMH divides by the seconds of the iteration. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class PromptCounters {
  /** Prompt tokens: tokens/s. */
  public double tokens;

  void add(int promptTokens) {
    tokens += promptTokens;
  }
}
