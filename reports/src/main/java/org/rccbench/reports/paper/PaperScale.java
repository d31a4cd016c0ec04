package org.rccbench.reports.paper;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** At what size a run was made, which decides what it can say about a paper. */
public enum PaperScale {
  /** Small models of our own: directions of effects. */
  MINI,
  /** Random weights in the paper's shapes: memory and time. */
  SHAPE,
  /** The paper's own checkpoints: every number. */
  PAPER;

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
