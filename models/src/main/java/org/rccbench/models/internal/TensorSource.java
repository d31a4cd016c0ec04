package org.rccbench.models.internal;

import ai.djl.pytorch.engine.PtNDArray;
import org.rccbench.models.checkpoint.Dtype;

/** Where a tower's tensors come from: a checkpoint's files, or a random generator. */
interface TensorSource extends AutoCloseable {

  /** The tensor of a name; the caller closes it. */
  PtNDArray take(String name, Placement placement, long... shape);

  /** Whether the named tensors hold only values that fp16 can hold. */
  boolean exactInF16(String name, long... shape);

  /** The type in which a tensor is stored, so that an embedding is not widened for nothing. */
  Dtype stored(String name, long... shape);

  /** What identifies the weights: a hash, or the generator's seed. */
  String identity();

  @Override
  void close();
}
