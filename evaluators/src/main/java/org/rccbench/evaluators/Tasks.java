package org.rccbench.evaluators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The tasks by the names that suites use. */
enum Tasks {
  PASSKEY(Passkey.NAME) {
    @Override
    Task bind(ObjectNode options, String path, Setting setting) {
      return new Passkey(
          setting.binder.bind(options, path, PasskeyOptions.class, COMMON), setting.seeds.data());
    }
  },
  QUESTION_ANSWERING(QuestionAnswering.NAME) {
    @Override
    Task bind(ObjectNode options, String path, Setting setting) {
      return new QuestionAnswering(
          setting.binder.bind(options, path, QuestionAnsweringOptions.class, COMMON),
          setting.base,
          setting.seeds.data());
    }
  },
  RECONSTRUCTION(Reconstruction.NAME) {
    @Override
    Task bind(ObjectNode options, String path, Setting setting) {
      return new Reconstruction(
          setting.binder.bind(options, path, ReconstructionOptions.class, COMMON),
          setting.base,
          setting.seeds.data());
    }
  };

  /** The keys of {@link TaskHead}. */
  static final String[] COMMON = {"models", "task", "timeout_seconds"};

  private final String label;

  Tasks(String label) {
    this.label = label;
  }

  /**
   * The task of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  static Tasks named(String label) {
    return Arrays.stream(values())
        .filter(t -> t.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown task \""
                        + label
                        + "\"; known: "
                        + Arrays.stream(values())
                            .map(t -> t.label)
                            .collect(Collectors.joining(", "))));
  }

  /** The name in suites. */
  String label() {
    return label;
  }

  /** Reads a task's own options. */
  abstract Task bind(ObjectNode options, String path, Setting setting);

  /**
   * What every task may need of its suite.
   *
   * @param binder reads options
   * @param seeds seeds by purpose
   * @param base folder at which relative data paths start
   */
  record Setting(YamlBinder binder, Seeds seeds, Path base) {}
}
