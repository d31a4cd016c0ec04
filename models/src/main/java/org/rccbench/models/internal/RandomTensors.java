package org.rccbench.models.internal;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.rccbench.models.checkpoint.Dtype;

/**
 * Random weights of any shape: matrices normal(0, 0.02), norms near 1, small biases; every value
 * exact in f16, bf16 and f32, so that arithmetics can be compared on the same network.
 */
final class RandomTensors implements TensorSource {
  private static final double STD = 0.02;

  private final Script script = Script.load("weights.py", "Weights");
  private final long seed;

  RandomTensors(long seed) {
    this.seed = seed;
  }

  @Override
  public PtNDArray take(String name, Placement placement, long... shape) {
    // Each tensor has its own stream, so that it does not depend on what was made before.
    JniUtils.setSeed(seed * 1_000_003L + name.hashCode());
    boolean scale = name.contains("norm") && name.endsWith("weight");
    return script.tensor(
        "random",
        shape,
        STD,
        scale ? 1.0 : 0.0,
        placement.dtype().scalarType(),
        placement.device());
  }

  @Override
  public boolean exactInF16(String name, long... shape) {
    return true;
  }

  @Override
  public Dtype stored(String name, long... shape) {
    return Dtype.BF16;
  }

  @Override
  public String identity() {
    return "random(" + seed + ")";
  }

  @Override
  public void close() {
    script.close();
  }
}
