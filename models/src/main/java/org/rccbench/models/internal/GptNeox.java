package org.rccbench.models.internal;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import org.rccbench.models.checkpoint.Dtype;
import org.rccbench.models.checkpoint.NeoxConfig;

/**
 * One GPT-NeoX tower with its weights; stateless apart from them, so that threads and memories
 * share it. The network itself is gpt_neox.py.
 */
final class GptNeox implements AutoCloseable {
  /** Positions of one prefill step: enough for full matrix speed, little enough for memory. */
  static final int CHUNK = 1024;

  private final NeoxConfig config;
  private final Arithmetic arithmetic;
  private final Script script = Script.load("gpt_neox.py", "GptNeox");
  private long weightBytes;
  private boolean topAlone;

  private GptNeox(NeoxConfig config, Arithmetic arithmetic) {
    this.config = config;
    this.arithmetic = arithmetic;
  }

  /**
   * Loads a tower.
   *
   * @param part which tensors of the source make the tower, and what it needs besides its blocks
   */
  static GptNeox load(
      NeoxConfig config, Arithmetic arithmetic, TensorSource source, TowerPart part) {
    GptNeox tower = new GptNeox(config, arithmetic);
    try {
      tower.configure(part);
      tower.take(source, part);
      return tower;
    } catch (RuntimeException e) {
      tower.close();
      throw e;
    }
  }

  private void configure(TowerPart part) {
    script.run(
        "configure",
        config.layers(),
        config.heads(),
        config.hidden(),
        config.rotaryDimensions(),
        config.rotaryBase(),
        config.eps(),
        !config.activation().equals("gelu"),
        config.parallel(),
        part.first(config));
    topAlone = part.levels() == TowerPart.Levels.TOP;
    script.run("keep_top", topAlone);
    script.run(
        "arithmetic",
        arithmetic.activations().scalarType(),
        arithmetic.dtype().scalarType(),
        arithmetic.packed(),
        arithmetic.plain());
  }

  private void take(TensorSource source, TowerPart part) {
    boolean shared = part.head() && config.tied() && arithmetic.plain();
    embedding(source, part.embedding(), shared);
    if (part.memoryTokens() > 0) {
      memory(source, part.memoryTokens());
    }
    part.norms(config).forEach(name -> norm(source, name));
    for (MatrixRef matrix : part.matrices(config)) {
      if (shared && matrix.weight().equals(part.embedding())) {
        tiedHead(matrix);
      } else {
        matrix(source, matrix);
      }
    }
  }

  /**
   * @param isHead whether the table is the plain head as well, and so has its type
   */
  private void embedding(TensorSource source, String name, boolean isHead) {
    // Rows are widened when they are looked up, so the table keeps its stored type if that is no
    // larger.
    long rows = config.vocabulary();
    Dtype stored = source.stored(name, rows, config.hidden());
    boolean keeps = stored.bytes() <= arithmetic.dtype().bytes() && !isHead;
    Dtype dtype = keeps ? stored : arithmetic.dtype();
    try (PtNDArray table = take(source, name, dtype, rows, config.hidden())) {
      script.run("set_embedding", table, !keepsViews());
      weightBytes += rows * config.hidden() * dtype.bytes();
    }
  }

  private void tiedHead(MatrixRef ref) {
    script.run("add_tied_head");
    weightBytes += ref.rows() * ref.columns() * arithmetic.packedMatrixBytes();
  }

  private void memory(TensorSource source, int tokens) {
    Dtype dtype = arithmetic.activations();
    long d = config.hidden();
    try (PtNDArray memory = take(source, TowerPart.MEMORY, dtype, tokens, d)) {
      script.run("set_memory", memory, !keepsViews());
      weightBytes += tokens * d * dtype.bytes();
    }
  }

  private void norm(TensorSource source, String name) {
    Dtype dtype = arithmetic.activations();
    long d = config.hidden();
    try (PtNDArray weight = take(source, name + ".weight", dtype, d);
        PtNDArray bias = take(source, name + ".bias", dtype, d)) {
      script.run("add_norm", weight, bias, !keepsViews());
      weightBytes += 2 * d * dtype.bytes();
    }
  }

  private void matrix(TensorSource source, MatrixRef ref) {
    // As stored where it is only packed, so that no wide copy is made.
    Dtype dtype =
        arithmetic.plain()
            ? arithmetic.dtype()
            : source.stored(ref.weight(), ref.rows(), ref.columns());
    try (PtNDArray weight = take(source, ref.weight(), dtype, ref.rows(), ref.columns())) {
      if (ref.bias() == null) {
        script.run("add_matrix", weight);
      } else {
        try (PtNDArray bias = take(source, ref.bias(), arithmetic.activations(), ref.rows())) {
          script.run("add_linear", weight, bias);
        }
        weightBytes += ref.rows() * arithmetic.biasBytes();
      }
    }
    weightBytes += ref.rows() * ref.columns() * arithmetic.matrixBytes();
  }

  private PtNDArray take(TensorSource source, String name, Dtype dtype, long... shape) {
    return source.take(name, new Placement(dtype, arithmetic.device(), keepsViews()), shape);
  }

  /**
   * Whether matrices stay as they come; where they are only packed, nothing may hold on to the
   * file.
   */
  private boolean keepsViews() {
    return arithmetic.plain();
  }

  NeoxConfig config() {
    return config;
  }

  Arithmetic arithmetic() {
    return arithmetic;
  }

  /** Levels that the script's {@code encode} gives after so many blocks. */
  long keptLevels(int blocks) {
    return topAlone ? 1 : blocks + 1L;
  }

  /** Bytes of all weights in the form in use, each once. */
  long weightBytes() {
    return weightBytes;
  }

  long kvBytesPerPosition() {
    return 2L * config.layers() * config.hidden() * arithmetic.dtype().bytes();
  }

  KvCache newCache(int capacity) {
    return new KvCache(script, capacity);
  }

  Script script() {
    return script;
  }

  /**
   * Feeds ids after the cache's positions, in chunks.
   *
   * @param keep how many of the last positions' final rows to return, 0 or more
   * @return [1, keep, d] after the final norm, or null for keep 0; the caller closes it
   */
  PtNDArray prefill(KvCache cache, int[] ids, int keep) {
    PtNDArray kept = null;
    for (int from = 0; from < ids.length; from += CHUNK) {
      int to = Math.min(from + CHUNK, ids.length);
      int rows = Math.max(0, to - Math.max(from, ids.length - keep));
      PtNDArray part = chunk(cache, Arrays.copyOfRange(ids, from, to), rows);
      kept = kept == null ? part : joined(kept, part);
    }
    return kept;
  }

  private PtNDArray chunk(KvCache cache, int[] ids, int keep) {
    cache.reserve(ids.length);
    try (PtNDArray input = script.ids(ids, ids.length);
        IValue rows = script.call("tokens", input, cache.tensors(), cache.used(), keep, false)) {
      cache.advance(ids.length);
      return keep == 0 ? null : script.tensors(rows)[0];
    }
  }

  private PtNDArray joined(PtNDArray first, PtNDArray second) {
    try (first;
        second) {
      return script.tensor("rows_after", first, second);
    }
  }

  /** Greedy choice from the last row. */
  int best(PtNDArray rows) {
    return (int) script.number("best", rows);
  }

  /** Feeds one id and returns the greedy next one. */
  int step(KvCache cache, int id) {
    cache.reserve(1);
    int next = (int) script.number("step", id, cache.tensors(), cache.used());
    cache.advance(1);
    return next;
  }

  double[] logProbabilities(PtNDArray rows, int[] targets) {
    try (PtNDArray ids = script.ids(targets, targets.length)) {
      return script.doubles("log_probabilities", rows, ids);
    }
  }

  @Override
  public void close() {
    script.close();
  }
}
