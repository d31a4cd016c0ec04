package org.rccbench.models;

/**
 * How a prompt follows what a model has read: behind slots it stands alone, behind the context's
 * own text it begins with a line feed. Tasks ask in this form, and training teaches it.
 */
public final class PromptForm {
  private static final String BEHIND_TEXT = "\n";

  private PromptForm() {}

  /** The prompt as it is fed. */
  public static String behind(boolean slots, String prompt) {
    return slots ? prompt : BEHIND_TEXT + prompt;
  }
}
