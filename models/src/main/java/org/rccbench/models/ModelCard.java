package org.rccbench.models;

import java.util.Objects;

/**
 * What a result must say about the model behind it.
 *
 * @param kind the model kind, such as {@code full} or {@code rcc}
 * @param source folder name or shape, never a path
 * @param description one line: towers, sizes, rate, window, compat
 * @param weights sha256 over the weight files, or {@code random(seed)} for weights by shape
 * @param trained whether the weights come from training; false for random weights
 * @param parameters number of parameters in use, 0 where the kind cannot know
 * @param arithmetic how matrices are multiplied, such as {@code f32 activations, fp16-packed
 *     weights}
 * @param device {@code cpu} or {@code cuda:0}
 * @param rate compression rate, 1 without compression
 * @param window encoder window in tokens, 0 without an encoder
 * @param trainedPositions decoder positions seen in training (max_position_embeddings)
 * @param weightBytes bytes of all weights in the form in use, each counted once, 0 where the kind
 *     cannot know
 * @param kvBytesPerPosition bytes of the decoder's cache a position, 0 where the kind cannot know
 * @param vocabulary rows of the embedding; every id must be below it
 */
public record ModelCard(
    String kind,
    String source,
    String description,
    String weights,
    boolean trained,
    long parameters,
    String arithmetic,
    String device,
    int rate,
    int window,
    int trainedPositions,
    long weightBytes,
    long kvBytesPerPosition,
    int vocabulary) {

  /** Checks that nothing is missing. */
  public ModelCard {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(arithmetic, "arithmetic");
    Objects.requireNonNull(device, "device");
  }

  /** Whether that many decoder positions are more than were seen in training. */
  public boolean isBeyondTraining(long positions) {
    return trainedPositions > 0 && positions > trainedPositions;
  }

  /**
   * Whether the decoder reads something shorter than the context's own text, or slots at rate 1.
   */
  public boolean compresses() {
    return rate > 1 || window > 0;
  }
}
