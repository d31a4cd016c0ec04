package org.rccbench.datasets;

import java.util.Locale;

/**
 * The part of all generated values that a run may meet. Every surname, number and pass key belongs
 * to one world by a hash of its text, so what a model has seen in training cannot come back in a
 * test, whatever the seeds. Eight values in ten are for training, one for validation, one for test.
 */
public enum World {
  /** For training. */
  TRAIN(0),
  /** For choosing between trained models. */
  VALIDATION(1),
  /** For the numbers that are reported. */
  TEST(2);

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int PARTS = 10;
  private static final int TRAIN_PARTS = 8;

  private final int stream;

  World(int stream) {
    this.stream = stream;
  }

  /**
   * The world of {@code value}: FNV-1a of 64 bits over its UTF-16 units, mixed by one step of
   * SplitMix64, modulo ten as an unsigned number; 0 to 7 is TRAIN, 8 VALIDATION, 9 TEST. The rule
   * never changes: trained models rely on it.
   */
  public static World of(String value) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * FNV_PRIME;
    }
    int part = (int) Long.remainderUnsigned(SplitMix.at(hash, 0), PARTS);
    if (part < TRAIN_PARTS) {
      return TRAIN;
    }
    return part == TRAIN_PARTS ? VALIDATION : TEST;
  }

  /** Which of the random sequences of a seed is this world's. */
  int stream() {
    return stream;
  }

  /** The name on the command line and in records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
