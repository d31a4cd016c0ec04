package org.rccbench.datasets;

import java.util.Locale;

/**
 * Counts the tokens of a {@link PasskeyLayout} of any length without encoding it whole.
 *
 * <p>Filler is one block for ever, and each space between two blocks follows a full stop, which is
 * a {@link SafeCut}. So a block that has a block before it and a space after it gives the same ids
 * wherever it stands, and taking out such blocks takes out as many times the tokens of one. The
 * text that is left, at most {@value #KEPT_BLOCKS} whole blocks and a rest on either side, is
 * encoded.
 */
final class PasskeyCounter {
  private static final int KEPT_BLOCKS = 2;

  private final TextEncoder encoder;
  private final String block;
  private final long key;
  private final long tokensPerBlock;

  /**
   * Measures the tokens of a block on both sides of the key line.
   *
   * @throws IllegalStateException if they are not the same for every block
   */
  PasskeyCounter(TextEncoder encoder, String block, long key) {
    this.encoder = encoder;
    this.block = block;
    this.key = key;
    long two = encode(2, 2);
    long before = encode(3, 2) - two;
    long after = encode(2, 3) - two;
    long twoMore = encode(4, 2) - two;
    if (before < 1 || before != after || twoMore != 2 * before) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "a block of filler has %d tokens before the key and %d after it, two blocks have %d;"
                  + " this tokenizer cannot be counted in blocks, use a byte-level BPE",
              before,
              after,
              twoMore));
    }
    this.tokensPerBlock = before;
  }

  private long encode(long blocksBefore, long blocksAfter) {
    return encoder.encode(
            layout(blocksBefore * block.length(), blocksAfter * block.length()).text())
        .length;
  }

  PasskeyLayout layout(long prefix, long suffix) {
    return new PasskeyLayout(block, key, prefix, suffix);
  }

  /** Tokens of one block that follows another. */
  long tokensPerBlock() {
    return tokensPerBlock;
  }

  /** Tokens of the whole text with these lengths of filler in characters. */
  long count(long prefix, long suffix) {
    long left = spareBlocks(prefix) + spareBlocks(suffix);
    return encoder.encode(layout(shortened(prefix), shortened(suffix)).text()).length
        + left * tokensPerBlock;
  }

  /**
   * Tokens before the key line. Its first letter begins a new match of the pre-tokenizer, but how
   * the white space before it divides depends on that letter (a space at the end of the filler
   * joins the line feed only where nothing follows). So the first word is encoded with what stands
   * before it, and its own tokens are taken off.
   */
  long tokensBeforeKeyLine(long prefix) {
    PasskeyLayout start = layout(shortened(prefix), 0);
    return encoder.encode(start.textToKeyWord()).length
        - encoder.encode(start.keyWord()).length
        + spareBlocks(prefix) * tokensPerBlock;
  }

  private long spareBlocks(long characters) {
    return Math.max(0, characters / block.length() - KEPT_BLOCKS);
  }

  private long shortened(long characters) {
    return characters - spareBlocks(characters) * block.length();
  }
}
