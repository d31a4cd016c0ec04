package org.rccbench.models;

/**
 * A memory that is told the right answer before it is asked. Only the controls that check a task
 * are: they show that a right answer is scored as right and a wrong one where it is wrong. What a
 * model knows comes from what it read.
 */
public interface Told {

  /** The output that a task would give its best score, without what a mode puts before it. */
  void tell(String answer);
}
