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

  /** Names of the settings that this kind alone understands; none unless it says so. */
  default Set<String> settings() {
    return Set.of();
  }

  /** Whether opening a model starts a program that the specification names. */
  default boolean startsPrograms() {
    return false;
  }

  /**
   * Names of the environment variables from which a model takes secrets, such as the key of a
   * server. No program of another model gets them.
   */
  default Set<String> secrets(ModelSpec spec) {
    return Set.of();
  }

  /**
   * The specification of a model that keeps these environment variables from the program that it
   * starts; a kind that starts none has nothing to hide.
   */
  default ModelSpec hiding(ModelSpec spec, Set<String> variables) {
    return spec;
  }

  /**
   * Refuses a specification that can be seen to be wrong without opening anything. It is called
   * where a suite is read, before any file of a run is written.
   *
   * @throws IllegalArgumentException saying what is wrong, without anything secret in the message
   */
  default void check(ModelSpec spec) {}

  /**
   * Opens a model.
   *
   * @throws IllegalArgumentException if the specification does not fit this kind or the checkpoint
   */
  ContextModel open(ModelSpec spec);
}
