package org.rccbench.evaluators;

import org.rccbench.models.Ledger;
import org.rccbench.models.ModelCard;

/**
 * What a model has to do, in the sums that its time grows with; work adds up. A context of n tokens
 * at p decoder positions, a prompt of q tokens and d decoding steps behind it:
 *
 * @param encoded tokens that go through the encoder, those that fill windows included
 * @param read p: each position passes every block once
 * @param readPairs p²: each position attends to all before it
 * @param prompted q
 * @param promptedPairs q p
 * @param decoded d: ids after the first, which comes with the prompt
 * @param decodedPairs d (p + q)
 */
public record Work(
    double encoded,
    double read,
    double readPairs,
    double prompted,
    double promptedPairs,
    double decoded,
    double decodedPairs) {

  /** Nothing to do. */
  public static final Work NONE = new Work(0, 0, 0, 0, 0, 0, 0);

  /** Reading a context. */
  public static Work reading(Ledger ledger) {
    double positions = ledger.positions();
    double encoded = ledger.windows() > 0 ? ledger.read() + ledger.padded() : 0;
    return new Work(encoded, positions, positions * positions, 0, 0, 0, 0);
  }

  /** Reading a context of a model that does not say what it makes of one. */
  public static Work reading(ModelCard card, long tokens) {
    double positions = (double) tokens / Math.max(1, card.rate());
    double encoded = card.window() > 0 ? tokens : 0;
    return new Work(encoded, positions, positions * positions, 0, 0, 0, 0);
  }

  /**
   * Answering a prompt behind a context.
   *
   * @param positions decoder positions of the context
   * @param prompt tokens of the prompt
   * @param ids new ids
   */
  public static Work answering(double positions, int prompt, int ids) {
    double steps = Math.max(0, ids - 1);
    return new Work(0, 0, 0, prompt, prompt * positions, steps, steps * (positions + prompt));
  }

  /** Both, one after the other. */
  public Work plus(Work other) {
    return new Work(
        encoded + other.encoded,
        read + other.read,
        readPairs + other.readPairs,
        prompted + other.prompted,
        promptedPairs + other.promptedPairs,
        decoded + other.decoded,
        decodedPairs + other.decodedPairs);
  }

  /** What is left of this once a part of it is done. */
  public Work minus(Work part) {
    return new Work(
        encoded - part.encoded,
        read - part.read,
        readPairs - part.readPairs,
        prompted - part.prompted,
        promptedPairs - part.promptedPairs,
        decoded - part.decoded,
        decodedPairs - part.decodedPairs);
  }
}
