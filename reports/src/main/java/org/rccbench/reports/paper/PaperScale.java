package org.rccbench.reports.paper;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** At what size a run was made, which decides what it can say about a paper. */
public enum PaperScale {
  /** Small models of our own: directions of effects. */
  MINI,
  /** Random weights in the paper's shapes: memory and time. */
  SHAPE,
  /** The paper's own checkpoints: every number. */
  PAPER;

  /** The scale of a suite: those of the paper's size are called so, all others are small. */
  public static PaperScale ofSuite(String name) {
    return Arrays.stream(values())
        .filter(scale -> scale.word().equals(name))
        .findFirst()
        .orElse(MINI);
  }

  @JsonCreator
  static PaperScale parse(String word) {
    return Words.parse(PaperScale.class, "scale", word);
  }

  /** The word in files. */
  @JsonValue
  public String word() {
    return Words.of(this);
  }
}
