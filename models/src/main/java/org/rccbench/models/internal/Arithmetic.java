package org.rccbench.models.internal;

import java.util.Locale;
import org.rccbench.models.checkpoint.Dtype;

/**
 * How a tower multiplies.
 *
 * @param dtype of activations and cache, F32 or BF16
 * @param plain whether the matrices stand as they are, in dtype
 * @param packed whether the matrices stand packed in fp16 (exact for weights that fp16 can hold;
 *     f32 activations; x86 CPUs)
 * @param device {@code cpu} or {@code cuda:N}
 */
record Arithmetic(Dtype dtype, boolean plain, boolean packed, String device) {

  Arithmetic {
    if (!plain && !packed) {
      throw new IllegalArgumentException("a tower needs its matrices plain or packed");
    }
    if (packed && !device.equals("cpu")) {
      throw new IllegalArgumentException(
          "packed weights are for CPUs; use --weights plain on " + device);
    }
  }

  /** Type of the residual stream: packed matrices alone take f32. */
  Dtype activations() {
    return plain ? dtype : Dtype.F32;
  }

  /** Bytes of one matrix element in all forms that are kept. */
  int matrixBytes() {
    return (plain ? dtype.bytes() : 0) + packedMatrixBytes();
  }

  /** Bytes of one matrix element in the packed form, 0 where that is not kept. */
  int packedMatrixBytes() {
    return packed ? 2 : 0;
  }

  /** Bytes of one bias element in all forms; the packed form keeps biases in f32. */
  int biasBytes() {
    return (plain ? dtype.bytes() : 0) + (packed ? 4 : 0);
  }

  String words() {
    String type = dtype.name().toLowerCase(Locale.ROOT);
    if (!packed) {
      return type + ", plain weights";
    } else if (!plain) {
      return "f32 activations, fp16-packed weights, " + type + " cache";
    }
    return type
        + ", plain weights; decode with f32 activations, fp16-packed weights, "
        + type
        + " cache";
  }
}
