package org.rccbench.datasets;

/**
 * Where a sentence stands in its text.
 *
 * @param start index of its first character
 * @param end index after its full stop
 */
public record Sentence(int start, int end) {

  /** Checks the order. */
  public Sentence {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "a sentence needs 0 <= start < end, was " + start + " to " + end);
    }
  }

  /** The sentence of {@code text}. */
  public String of(String text) {
    return text.substring(start, end);
  }
}
