package org.rccbench.bench.jmh;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rccbench.models.checkpoint.Checkpoint;

/**
 * Opening a checkpoint: configuration, index and every safetensors header, with all checks. No
 * weight is read. One operation is one folder.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar SafetensorsBenchmark -p shards=1,16}
 */
public class SafetensorsBenchmark extends Conditions {

  /** A generated folder. */
  @State(Scope.Benchmark)
  public static class Folder {
    /** Blocks of the network: 12 tensors each. */
    @Param("36")
    public int blocks;

    /** Files that hold the tensors. */
    @Param({"1", "4"})
    public int shards;

    private GeneratedCheckpoint checkpoint;

    /** Writes the folder and runs the gate. */
    @Setup(Level.Trial)
    public void write() {
      gate(blocks, shards).forEach(Agreement::require);
      checkpoint = GeneratedCheckpoint.write(blocks, shards);
    }

    /** Deletes the folder. */
    @TearDown(Level.Trial)
    public void delete() {
      checkpoint.close();
    }
  }

  /** Sharded or not, the same tensors of the same shapes are found, 12 a block and 4 beside. */
  static List<Agreement> gate(int blocks, int shards) {
    try (GeneratedCheckpoint one = GeneratedCheckpoint.write(blocks, 1);
        GeneratedCheckpoint many = GeneratedCheckpoint.write(blocks, shards)) {
      Map<String, List<Long>> whole = shapes(one);
      return List.of(
          Agreement.equal(
              "safetensors in 1 and " + shards + " files: names and shapes", whole, shapes(many)),
          Agreement.equal(
              "safetensors of " + blocks + " blocks: tensors", 12 * blocks + 4, whole.size()));
    }
  }

  private static Map<String, List<Long>> shapes(GeneratedCheckpoint checkpoint) {
    Map<String, List<Long>> shapes = new TreeMap<>();
    Checkpoint.open(checkpoint.folder())
        .tensors()
        .forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    return shapes;
  }

  /** Opens the folder. */
  @Benchmark
  public Checkpoint open(Folder folder, ByteCounters counters) {
    counters.add(folder.checkpoint.headerBytes());
    return Checkpoint.open(folder.checkpoint.folder());
  }
}
