package org.rccbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A suite of two samples for a model of the kind fake. */
final class FakeSuite {
  private static final String YAML =
      """
      name: demo
      models:
        one: {kind: fake, source: "fake:BEHAVIOUR"}
      tasks:
        - {task: passkey, lengths: [2048], depths: [0, 100], samples: 1}
      """;

  private FakeSuite() {}

  /** Writes it as {@code suite.yaml}. */
  static Path write(Path folder, String behaviour) throws IOException {
    return Files.writeString(folder.resolve("suite.yaml"), YAML.replace("BEHAVIOUR", behaviour));
  }
}
