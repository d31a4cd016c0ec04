package org.rccbench.bench.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rccbench.models.Memory;

/** The context of a cell, read before the clock starts. */
@State(Scope.Benchmark)
public class ReadyMemory {
  private Memory memory;

  /** Reads the context. */
  @Setup(Level.Trial)
  public void read(ModelCell cell) {
    memory = cell.model().read(cell.context());
  }

  /** Frees the cache; JMH closes the cell after it. */
  @TearDown(Level.Trial)
  public void close() {
    memory.close();
  }

  Memory memory() {
    return memory;
  }
}
