package org.rccbench.evaluators.scorers;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * An output or a reference, as scorers see it.
 *
 * @param ids token ids; empty where only the text is known
 * @param text the same as text
 */
public record Passage(List<Integer> ids, String text) {

  /** Copies the ids. */
  public Passage {
    ids = List.copyOf(ids);
    Objects.requireNonNull(text, "text");
  }

  /** A passage of which only the text is known. */
  public static Passage ofText(String text) {
    return new Passage(List.of(), text);
  }

  /** A passage with its ids. */
  public static Passage of(int[] ids, String text) {
    return new Passage(Arrays.stream(ids).boxed().toList(), text);
  }
}
