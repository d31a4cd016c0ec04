package org.rccbench.models;

/**
 * The analytic floor of memory: what has to stand in memory at the end of an answer, whoever
 * computes it, and nothing else.
 *
 * @param weightBytes weights in the form in use, each once
 * @param kvBytes decoder keys and values of all positions
 * @param levelBytes kept encoder levels of one batch of windows, 0 without an encoder
 */
public record MemoryFloor(long weightBytes, long kvBytes, long levelBytes) {

  /**
   * The floor of a model that has read a context and answered.
   *
   * @param spec how the model was opened
   * @param ledger what became of the context, or would ({@link ContextModel#forecast})
   * @param positions decoder positions in use at the end: context, prompt, new ids
   */
  public static MemoryFloor of(ModelSpec spec, ModelCard card, Ledger ledger, long positions) {
    return new MemoryFloor(
        card.weightBytes(), positions * card.kvBytesPerPosition(), levelBytes(spec, card, ledger));
  }

  private static long levelBytes(ModelSpec spec, ModelCard card, Ledger ledger) {
    long windows = ledger.windows();
    return windows == 0
        ? 0
        : ledger.slotBytes() / windows * Math.min(spec.windowsAtOnce(card.window()), windows);
  }

  /** All parts, in bytes. */
  public long bytes() {
    return weightBytes + kvBytes + levelBytes;
  }
}
