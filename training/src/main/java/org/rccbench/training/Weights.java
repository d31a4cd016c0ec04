package org.rccbench.training;

import java.nio.ByteBuffer;
import org.rccbench.models.checkpoint.Dtype;

/** Where a network's tensors come from when training starts. */
@FunctionalInterface
interface Weights {

  /**
   * A tensor's values.
   *
   * @throws IllegalArgumentException if there is no such tensor, or it has another shape
   */
  Values of(Parameter parameter);

  /**
   * Values of a tensor.
   *
   * @param dtype their type: F32, F16 or BF16
   * @param bytes little-endian, in row order
   */
  record Values(Dtype dtype, ByteBuffer bytes) {}
}
