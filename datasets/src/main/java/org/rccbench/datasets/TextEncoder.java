package org.rccbench.datasets;

/** Turns text into token ids; the only thing that this module needs to know about a tokenizer. */
@FunctionalInterface
public interface TextEncoder {

  /** Returns the ids of {@code text}, with nothing added around it. */
  int[] encode(String text);
}
