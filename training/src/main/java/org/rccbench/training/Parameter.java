package org.rccbench.training;

import java.util.List;
import java.util.Objects;

/**
 * A tensor of a network.
 *
 * @param name in the state dict
 * @param shape sizes, outermost first
 * @param use what training does with it
 */
record Parameter(String name, List<Long> shape, Use use) {

  /** What training does with a tensor. */
  enum Use {
    /** Of the decoder, W_e or A_i. */
    DECODER,
    /** Of the encoder: not trained where the encoder is frozen. */
    ENCODER,
    /** In the file, but in no computation (its embed_out copies): never touched. */
    DEAD
  }

  Parameter {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(use, "use");
    shape = List.copyOf(shape);
  }

  long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  boolean isTrained(boolean encoderFrozen) {
    return use == Use.DECODER || (use == Use.ENCODER && !encoderFrozen);
  }
}
