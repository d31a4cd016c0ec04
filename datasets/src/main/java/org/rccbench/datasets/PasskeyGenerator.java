package org.rccbench.datasets;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes passkey contexts of an exact token length: a number hidden in repeated filler (paper,
 * appendix D; the published prompts themselves are {@link PublishedPasskey}).
 *
 * <p>What differs from the published scripts: the length is in tokens and exact, the depth is asked
 * for, the key has five digits always, the filler begins at a sentence that the seed chooses, and
 * the question is not part of the context, since a model with a compressed context reads it in the
 * decoder.
 */
public final class PasskeyGenerator {
  private static final int SMALLEST_KEY = 10_000;
  private static final int KEYS = 90_000;
  private static final long LONGEST_READ_BACK = 65_536;

  private PasskeyGenerator() {}

  /**
   * The sample of {@code cell} in the classic filler.
   *
   * <p>The context is {@code task \n filler[0:prefix] \n key line \n filler[0:suffix]} and has
   * exactly {@code cell.tokens()} tokens under {@code encoder}; it is made while it is read. Both
   * stretches of filler begin at the same sentence and may end inside a word. The prefix has the
   * asked share of the filler's characters, or up to 8 characters more or less where the length
   * cannot be met otherwise. The key, uniform in 10,000 .. 99,999, and the first sentence depend on
   * the seed alone, so cells that differ in length or depth are paired by seed.
   *
   * <p>Attributes: {@code tokens}, {@code depth} (percent), {@code keyToken} (tokens before the key
   * line), {@code filler} (classic). The question is the decoder's prompt; the answer is the key.
   *
   * @throws IllegalArgumentException if the length cannot be met, naming the smallest possible one
   *     where it is too short
   * @throws IllegalStateException if the tokenizer does not count blocks of text alike, which every
   *     byte-level BPE does
   */
  public static Example classic(TextEncoder encoder, PasskeyCell cell) {
    int key = SMALLEST_KEY + SplitMix.below(KEYS, cell.seed(), 0);
    int rotation = SplitMix.below(PasskeyText.ROTATIONS, cell.seed(), 1);
    String block = PasskeyText.block(rotation);
    PasskeyCounter counter = new PasskeyCounter(encoder, block, key);
    PasskeyLayout layout = new PasskeyFit(counter, cell, block.length()).find();
    requireReadBack(encoder, cell, layout);
    String depth = BigDecimal.valueOf(cell.depthPercent()).stripTrailingZeros().toPlainString();
    Map<String, String> attributes =
        Map.of(
            "tokens",
            Long.toString(cell.tokens()),
            "depth",
            depth,
            "keyToken",
            Long.toString(counter.tokensBeforeKeyLine(layout.prefix())),
            "filler",
            "classic");
    return new Example(
        "passkey-classic:" + cell.tokens() + ":" + depth + ":" + cell.seed(),
        TextContext.ofCountedPieces(layout::pieces, encoder, cell.tokens()),
        PasskeyText.QUESTION,
        List.of(Integer.toString(key)),
        new TreeMap<>(attributes));
  }

  /** Counts again by reading, where that is cheap; longer texts differ by whole blocks only. */
  private static void requireReadBack(TextEncoder encoder, PasskeyCell cell, PasskeyLayout layout) {
    if (cell.tokens() > LONGEST_READ_BACK) {
      return;
    }
    long read = TextContext.ofPieces(layout::pieces).tokenCount(encoder);
    if (read != cell.tokens()) {
      throw new IllegalStateException(
          "a passkey context of "
              + cell.tokens()
              + " tokens reads back as "
              + read
              + "; this tokenizer cannot be counted in blocks, use a byte-level BPE");
    }
  }
}
