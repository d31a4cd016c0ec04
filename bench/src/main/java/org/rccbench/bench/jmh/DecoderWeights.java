package org.rccbench.bench.jmh;

import org.rccbench.models.ModelCard;
import org.rccbench.models.checkpoint.NeoxConfig;

/**
 * In which form a decoding step reads the weights.
 *
 * @param matrix bytes of one matrix element
 * @param bias bytes of one bias element
 * @param norm bytes of one norm element
 */
record DecoderWeights(int matrix, int bias, int norm) {

  /**
   * The form that a model's card states: packed matrices where there are any (2 bytes, biases in
   * f32), else plain ones in the arithmetic's type.
   */
  static DecoderWeights of(ModelCard card, String dtype) {
    String words = card.arithmetic();
    int at = words.indexOf("decoder: ");
    String decoder = at < 0 ? words : words.substring(at);
    int wide = dtype.equals("bf16") ? 2 : Float.BYTES;
    boolean packed = decoder.contains("packed");
    int norm = decoder.contains("plain") ? wide : Float.BYTES;
    return new DecoderWeights(packed ? 2 : wide, packed ? Float.BYTES : wide, norm);
  }

  /**
   * Bytes that one step reads: every matrix of the blocks and the head, biases and norms, each
   * once. Not counted: the one row of the embedding, the keys and values of the context, and what
   * is written.
   */
  long stepBytes(NeoxConfig shape) {
    long d = shape.hidden();
    long f = shape.intermediate();
    long layers = shape.layers();
    long matrices = layers * (4 * d * d + 2 * d * f) + shape.vocabulary() * d;
    long biases = layers * ((shape.attentionBias() ? 4 * d : 0) + f + d);
    long norms = (2 * layers + 1) * 2 * d;
    return matrices * matrix + biases * bias + norms * norm;
  }
}
