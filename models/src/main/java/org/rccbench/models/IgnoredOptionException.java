package org.rccbench.models;

/** A specification sets an option for which its kind has no use. */
public final class IgnoredOptionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final ModelOption option;

  IgnoredOptionException(ModelOption option, String message) {
    super(message);
    this.option = option;
  }

  /** The option. */
  public ModelOption option() {
    return option;
  }
}
