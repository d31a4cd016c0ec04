package org.rccbench.evaluators.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run folder belongs to one suite and one process. */
class RunFolderTest {
  @TempDir Path folder;

  @Test
  void theRecordIsReadBackUnchanged() {
    RunRecord record = record("a");
    record.write(folder);
    assertThat(RunRecord.read(folder)).contains(record);
    assertThat(folder.toFile().list()).containsExactly(RunRecord.FILE);
  }

  @Test
  void aFolderInUseIsRefusedAndFreeAgainAfterwards() {
    try (RunFolder held = RunFolder.open(folder, "a")) {
      assertThatThrownBy(() -> RunFolder.open(held.path(), "a"))
          .hasMessageContaining("written by another run")
          .hasMessageContaining("another folder");
    }
    RunFolder.open(folder, "a").close();
  }

  @Test
  void aFolderOfAnotherSuiteIsRefusedAndReleased() {
    record("a").write(folder);
    assertThatThrownBy(() -> RunFolder.open(folder, "b"))
        .hasMessageContaining("another suite (sha256 a there, b now)")
        .hasMessageContaining("use another folder");
    RunFolder.open(folder, "a").close();
  }

  @Test
  void samplesWithoutARecordAreRefused() throws IOException {
    Files.writeString(folder.resolve(Journal.FILE), "");
    assertThatThrownBy(() -> RunFolder.open(folder, "a")).hasMessageContaining("no run.json");
  }

  @Test
  void aDamagedRecordIsRefused() throws IOException {
    Files.writeString(folder.resolve(RunRecord.FILE), "{\"suite\":");
    assertThatThrownBy(() -> RunFolder.open(folder, "a")).hasMessageContaining("run.json");
  }

  private static RunRecord record(String sha256) {
    return new RunRecord(
        "name: x\n",
        sha256,
        null,
        new TreeMap<>(Map.of("echo", new TreeMap<>(Map.of("rate", 32, "trained", true)))),
        new TreeMap<>(),
        new TreeMap<>(Map.of("data", 7L)),
        new TreeMap<>(Map.of("p", "signature")),
        new TreeMap<>(Map.of("jdk", "17")),
        new TreeMap<>(Map.of("os", "Linux")),
        List.of("-Xmx1g"),
        null,
        "2026-01-01T00:00:00Z",
        null);
  }
}
