package org.rccbench.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;

/**
 * Greedy decoding after a context that has been read, without a prompt and without a stop id. One
 * operation is {@code tokens} new ids.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar DecodeBenchmark -p weights=plain,packed -p
 * shape=pythia-70m}
 */
public class DecodeBenchmark extends Conditions {
  private static final int[] NO_PROMPT = {};

  /** How far to decode. */
  @State(Scope.Benchmark)
  public static class Reach {
    /** New ids, at least 2. */
    @Param("32")
    public int tokens;
  }

  /** New ids of one memory. */
  @Benchmark
  public Generation decode(
      ModelCell cell, ReadyMemory ready, Reach reach, DecodeCounters counters) {
    Generation generation = ready.memory().generate(NO_PROMPT, Decoding.greedy(reach.tokens));
    counters.add(generation.ids().length, cell.stepBytes(), cell.probe());
    return generation;
  }
}
