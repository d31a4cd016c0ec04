package org.rccbench.models.checkpoint;

/**
 * How contexts are cut into windows, and how prompts and the first end-of-text id are treated.
 * REFERENCE is the official code's behaviour (RCC_Transformer, model/modeling_mcp2.py), FIXED loses
 * and doubles nothing.
 */
public enum Compat {
  REFERENCE,
  FIXED;

  /** The mode that an option or rcc_config.json names. */
  public static Compat named(String name) {
    return switch (name) {
      case "reference" -> REFERENCE;
      case "fixed" -> FIXED;
      default ->
          throw new IllegalArgumentException(
              "unknown compat \"" + name + "\"; known: reference, fixed");
    };
  }
}
