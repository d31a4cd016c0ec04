package org.rccbench.bench.jmh;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;

/**
 * A prompt after a context that has been read: how long the first new id takes. One operation is
 * one prompt; the memory is cut back to the context afterwards.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar PromptPrefillBenchmark -p prompt=16,256}
 */
public class PromptPrefillBenchmark extends Conditions {

  /** The prompt, the same in every cell of a vocabulary. */
  @State(Scope.Benchmark)
  public static class Prompt {
    /** Prompt tokens. */
    @Param("64")
    public int prompt;

    private int[] ids;

    /** Draws the ids. */
    @Setup(Level.Trial)
    public void draw(ModelCell cell) {
      ids = new SplittableRandom(2).ints(prompt, 0, cell.model().card().vocabulary()).toArray();
    }
  }

  /** One prompt, one new id. */
  @Benchmark
  public Generation prompt(ReadyMemory ready, Prompt prompt, PromptCounters counters) {
    counters.add(prompt.ids.length);
    return ready.memory().generate(prompt.ids, Decoding.greedy(1));
  }
}
