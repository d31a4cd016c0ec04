package org.rccbench.datasets;

import java.util.Locale;

/**
 * Finds how many characters of filler make a passkey context exactly as long as asked.
 *
 * <p>One more character gives at most about one more token, so near an estimate some length nearly
 * always fits. Where none does, the key line is moved by a few characters.
 */
final class PasskeyFit {
  private static final int CORRECTIONS = 4;
  private static final int LARGEST_SHIFT = 8;

  private final PasskeyCounter counter;
  private final PasskeyCell cell;
  private final int blockLength;

  /**
   * @param blockLength characters of a block of filler; lengths up to one block away from the
   *     estimate are tried
   */
  PasskeyFit(PasskeyCounter counter, PasskeyCell cell, int blockLength) {
    this.counter = counter;
    this.cell = cell;
    this.blockLength = blockLength;
  }

  /**
   * The layout with exactly the tokens of the cell, the nearest to the estimate.
   *
   * @throws IllegalArgumentException if the cell is too short, naming the smallest length, or if no
   *     layout near it fits
   */
  PasskeyLayout find() {
    long least = counter.count(0, 0);
    cell.requireRoom(least);
    long estimate = estimate(least);
    for (int i = 0; i <= 2 * LARGEST_SHIFT; i++) {
      PasskeyLayout found = near(estimate, outward(i));
      if (found != null) {
        return found;
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "no passkey context has exactly %d tokens at depth %s with this tokenizer and seed %d;"
                + " ask for a length a few tokens away or take another seed",
            cell.tokens(),
            Double.toString(cell.depthPercent()),
            cell.seed()));
  }

  private long estimate(long least) {
    long filler = characters(cell.tokens() - least);
    for (int i = 0; i < CORRECTIONS; i++) {
      long prefix = prefix(filler);
      long missing = cell.tokens() - counter.count(prefix, filler - prefix);
      filler = Math.max(0, filler + characters(missing));
    }
    return filler;
  }

  private long characters(long tokens) {
    return Math.round((double) tokens / counter.tokensPerBlock() * blockLength);
  }

  private long prefix(long filler) {
    return Math.round(filler * (cell.depthPercent() / 100));
  }

  /** The first fitting layout with the key line moved by {@code shift} characters, or null. */
  private PasskeyLayout near(long estimate, int shift) {
    for (int i = 0; i <= 2 * blockLength; i++) {
      long filler = estimate + outward(i);
      long prefix = prefix(filler) + shift;
      boolean possible = prefix >= 0 && prefix <= filler;
      if (possible && counter.count(prefix, filler - prefix) == cell.tokens()) {
        return counter.layout(prefix, filler - prefix);
      }
    }
    return null;
  }

  /** 0, 1, -1, 2, -2, ... */
  private static int outward(int step) {
    return step % 2 == 1 ? (step + 1) / 2 : -(step / 2);
  }
}
