package org.rccbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A baseline is what was accepted for a reason, and of this program alone. */
class BaselineTest extends PlantedGate {
  @Test
  void aCurveOfAnotherProgramIsNotGated() throws IOException {
    Path same = run("same", 180, 20, 1.0).write();
    Files.writeString(
        same.resolve("measurements.jsonl"),
        Files.readString(same.resolve("measurements.jsonl"))
            .lines()
            .findFirst()
            .orElseThrow()
            .replace("\"model\":\"m\"", "\"model\":\"huggingface\"")
            .replace("\"why\":null}", "\"why\":null,\"provenance\":{\"torch\":\"2.7.1\"}}\n"),
        StandardOpenOption.APPEND);

    assertThat(Baseline.ofRun(same)).isEqualTo(baseline);
  }

  @Test
  void onlyAcceptingWithAReasonChangesTheBaseline() throws IOException {
    Path file = folder.resolve("gate/baseline.json");
    assertThat(Baseline.read(file)).isEmpty();
    assertThatThrownBy(() -> baseline.accept(file, " ")).hasMessageContaining("reason");

    baseline.accept(file, "first");
    Baseline read = Baseline.read(file).orElseThrow();
    assertThat(read.reason()).isEqualTo("first");
    assertThat(read.samples()).isEqualTo(baseline.samples());
    assertThat(read.points()).isEqualTo(baseline.points());

    Baseline half =
        new Baseline(null, false, baseline.samples(), List.of(), baseline.points(), null);
    assertThatThrownBy(() -> half.accept(file, "x")).hasMessageContaining("not complete");
    Files.writeString(file, Files.readString(file).substring(0, 300));
    assertThatThrownBy(() -> Baseline.read(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("gate --accept REASON");
  }
}
