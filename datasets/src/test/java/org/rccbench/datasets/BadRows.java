package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a bad line between good ones must do, whatever the schema. */
final class BadRows {
  private BadRows() {}

  /**
   * A bad line is an error with this message, or is left out and recorded, and costs only itself.
   */
  static void assertBad(Datasets schema, Path folder, String good, String bad, String why)
      throws IOException {
    Path file = Files.writeString(folder.resolve("rows.jsonl"), good + "\n" + bad + "\n" + good);
    String message = "rows.jsonl, line 2" + why;
    assertThatThrownBy(() -> schema.open(file).examples().toList())
        .isInstanceOf(BadLineException.class)
        .hasMessage(message + "; correct the line or ask to skip bad lines");

    Dataset skipping = schema.open(file, true);
    assertThat(skipping.examples().count()).isEqualTo(2);
    assertThat(skipping.skipped())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).isEqualTo(message));
  }
}
