package org.rccbench.datasets;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A passkey prompt exactly as a published script makes it, with its lengths in characters.
 *
 * @param prefix characters of filler before the key line
 * @param suffix characters of filler after the key line, from the start of the filler again
 * @param key the number to find, 1 to 50,000
 */
public record PublishedPasskey(int prefix, int suffix, int key) {
  private static final int LONG_LORA_BLOCKS = 5000;
  private static final int LANDMARK_BLOCKS = 2000;
  private static final int LARGEST_KEY = 50_000;

  /** Checks the ranges. */
  public PublishedPasskey {
    if (prefix < 0 || suffix < 0) {
      throw new IllegalArgumentException(
          "prefix and suffix must be >= 0, were " + prefix + " and " + suffix);
    }
    if (key < 1 || key > LARGEST_KEY) {
      throw new IllegalArgumentException("a published key is 1 to 50000, was " + key);
    }
  }

  /**
   * The prompt of LongLoRA (commit d4eb344): numpy {@code RandomState(seed)}, the prefix length is
   * drawn from 0 .. garbage-1, then the key from 1 .. 49,999.
   *
   * @param garbage characters of filler in all, 1 to 449,999
   * @throws IllegalArgumentException where the script fails, too: no garbage, or more than it has
   */
  public static PublishedPasskey longLora(int garbage, long seed) {
    requireGarbage(garbage, 1, LONG_LORA_BLOCKS);
    PublishedRandom random = PublishedRandom.numpy(seed);
    int prefix = (int) random.randintExcluded(0, garbage);
    int key = (int) random.randintExcluded(1, LARGEST_KEY);
    return new PublishedPasskey(prefix, garbage - prefix, key);
  }

  /**
   * The prompt of Landmark Attention (commit d963e50), which seeds nothing; here Python {@code
   * random.seed(seed)} stands before the first prompt. The prefix length is drawn from 0 ..
   * garbage, then the key from 1 .. 50,000.
   *
   * @param garbage characters of filler in all, 0 to 179,999
   * @param call how many prompts of this length were made before in the same run
   * @throws IllegalArgumentException where the script fails, too: more garbage than it has
   */
  public static PublishedPasskey landmark(int garbage, long seed, int call) {
    requireGarbage(garbage, 0, LANDMARK_BLOCKS);
    if (call < 0) {
      throw new IllegalArgumentException("call must be >= 0, was " + call);
    }
    PublishedRandom random = PublishedRandom.python(seed);
    int prefix = 0;
    int key = 0;
    for (int i = 0; i <= call; i++) {
      prefix = (int) random.randintIncluded(0, garbage);
      key = (int) random.randintIncluded(1, LARGEST_KEY);
    }
    return new PublishedPasskey(prefix, garbage - prefix, key);
  }

  /**
   * The filler lengths in characters that LongLoRA takes for token lengths interval, 2 * interval
   * .. max: 3.75 characters a token, rounded down to 1,024.
   */
  public static List<Integer> longLoraLengths(int maxTokens, int interval) {
    if (maxTokens < 0 || interval < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "maxTokens must be >= 0 and interval >= 1, were %d and %d",
              maxTokens,
              interval));
    }
    return IntStream.rangeClosed(1, maxTokens / interval)
        .mapToObj(step -> (int) (Math.floor(3.75 * step * interval / 1024) * 1024))
        .toList();
  }

  private static void requireGarbage(int garbage, int least, int blocks) {
    int most = PasskeyText.block(0).length() * blocks - 1;
    if (garbage < least || garbage > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the published script takes %d to %d characters of filler, was %d",
              least,
              most,
              garbage));
    }
  }

  /** The whole prompt, question included. */
  public String text() {
    String filler = PasskeyText.block(0);
    return String.join(
        "\n",
        PasskeyText.TASK,
        head(filler, prefix),
        PasskeyText.keyLine(key),
        head(filler, suffix),
        PasskeyText.QUESTION);
  }

  private static String head(String block, int characters) {
    return block.repeat(characters / block.length() + 1).substring(0, characters);
  }
}
