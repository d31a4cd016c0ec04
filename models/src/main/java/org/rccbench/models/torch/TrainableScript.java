package org.rccbench.models.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import org.rccbench.models.internal.Script;

/**
 * A TorchScript class whose tensors are trained. Its methods take and give tensors, which are plain
 * arrays here; no tensor outlives a call but those that the script keeps. Not safe for use by
 * several threads at once.
 *
 * <p>Methods run outside of inference mode, because tensors made inside it can neither be updated
 * in place nor be part of a graph later.
 */
public final class TrainableScript implements AutoCloseable {
  private final Script script;

  private TrainableScript(Script script) {
    this.script = script;
  }

  /** A tensor that goes into a method. */
  @FunctionalInterface
  public interface Input {
    /** Makes the tensor. */
    NDArray in(NDManager manager);

    /** Whole numbers of a shape, int64. */
    static Input longs(long[] values, long... shape) {
      return manager -> manager.create(LongBuffer.wrap(values), new Shape(shape), DataType.INT64);
    }

    /** Numbers in a row, float64. */
    static Input doubles(double... values) {
      return manager ->
          manager.create(DoubleBuffer.wrap(values), new Shape(values.length), DataType.FLOAT64);
    }

    /** Bytes in a row, uint8. */
    static Input bytes(ByteBuffer values) {
      return manager -> manager.create(values, new Shape(values.remaining()), DataType.UINT8);
    }
  }

  /**
   * Loads a source text.
   *
   * @param source TorchScript with {@code class <className>(Module)}, whose {@code __setstate__}
   *     makes all attributes
   * @throws IllegalStateException if it does not compile; the message has line and column
   */
  public static TrainableScript load(String source, String className) {
    return new TrainableScript(Script.ofSource(source, className));
  }

  /**
   * Runs a method that keeps no tensor and gets none: numbers, flags, texts and lists of whole
   * numbers.
   */
  public void configure(String method, Object... arguments) {
    script.run(method, arguments);
  }

  /** Runs a method with autograd on; the values of its only result. */
  public double[] train(String method, Input... inputs) {
    return numbers(method, true, inputs);
  }

  /** Runs a method without autograd; the values of its only result. */
  public double[] evaluate(String method, Input... inputs) {
    return numbers(method, false, inputs);
  }

  private double[] numbers(String method, boolean gradients, Input... inputs) {
    try (NDManager manager = script.manager().newSubManager();
        NDList results = script.train(method, gradients, list(manager, inputs));
        NDArray wide = results.get(0).toType(DataType.FLOAT64, false)) {
      return wide.toDoubleArray();
    }
  }

  /** Runs a method without autograd; the bytes of its only result, which is uint8. */
  public ByteBuffer bytes(String method, Input... inputs) {
    try (NDManager manager = script.manager().newSubManager();
        NDList results = script.train(method, false, list(manager, inputs))) {
      return results.get(0).toByteBuffer();
    }
  }

  private static NDList list(NDManager manager, Input... inputs) {
    NDList list = new NDList();
    for (Input input : inputs) {
      list.add(input.in(manager));
    }
    return list;
  }

  @Override
  public void close() {
    script.close();
  }
}
