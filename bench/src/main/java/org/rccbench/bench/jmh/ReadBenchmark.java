package org.rccbench.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;

/**
 * Reading a context of {@code length} tokens into a memory: prefill of the decoder (full), or
 * encoding of all windows and prefill of their slots (rcc). One operation is one context; making
 * and freeing the cache belong to it.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar ReadBenchmark -p length=2048,8192}
 */
public class ReadBenchmark extends Conditions {

  /** Reads one context. */
  @Benchmark
  public Ledger read(ModelCell cell, ReadCounters counters) {
    try (Memory memory = cell.model().read(cell.context())) {
      counters.add(cell.length, memory.readTimes());
      return memory.ledger();
    }
  }
}
