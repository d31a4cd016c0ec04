package org.rccbench.models;

import java.util.Set;

/**
 * The service interface through which a kind of model is plugged in: list an implementation under
 * {@code META-INF/services/org.rccbench.models.ContextModelProvider}.
 */
public interface ContextModelProvider {

  /** The kind's name in suites and on the command line. */
  String kind();

  /**
   * The options for which this kind has a use. Others are refused before {@link #open}, so that
   * nobody measures a setting that does nothing.
   */
  default Set<ModelOption> options() {
    return ModelOption.all();
  }

  /**
   * Opens a model.
   *
   * @throws IllegalArgumentException if the specification does not fit this kind or the checkpoint
   */
  ContextModel open(ModelSpec spec);
}
