package org.rccbench.evaluators.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No whole line is ever lost, no half line is ever believed. */
class JournalTest {
  @TempDir Path folder;

  @Test
  void whatWasAppendedIsReadBackUnchanged() {
    SampleLine first = Samples.scored("k1", "c1", Map.of("p", 0.1 + 0.2, "q", 2e-308));
    SampleLine second = Samples.unscored("k2", "c1", Outcome.FAILED);
    write(first, second);
    List<SampleLine> lines = Journal.read(folder);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).scores()).isEqualTo(first.scores());
    assertThat(lines.get(0).output()).isEqualTo(first.output());
    assertThat(lines.get(1).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(lines.get(1).why()).isEqualTo("for a test");
  }

  @Test
  void aLastLineCutAtAnyByteIsCutOffAndCanBeRedone() throws IOException {
    write(line("k1"), line("k2"));
    Path file = folder.resolve(Journal.FILE);
    byte[] whole = Files.readAllBytes(file);
    int second = new String(whole, StandardCharsets.US_ASCII).indexOf('\n') + 1;
    for (int cut = second; cut < whole.length; cut++) {
      Files.write(file, Arrays.copyOf(whole, cut));
      assertThat(Journal.read(folder)).as("cut at %s", cut).hasSize(1);
      try (Journal journal = Journal.open(folder)) {
        assertThat(journal.outcome("k1")).contains(Outcome.SCORED);
        assertThat(journal.outcome("k2")).isEmpty();
        assertThat(Files.size(file)).isEqualTo(second);
        journal.append(line("k2"));
      }
      assertThat(Journal.read(folder)).extracting(SampleLine::key).containsExactly("k1", "k2");
    }
  }

  @Test
  void packedSamplesAreReadAndCopiedAndNeverWrittenTo() throws IOException {
    write(line("k1"), line("k2"));
    byte[] plain = Files.readAllBytes(folder.resolve(Journal.FILE));
    Path packed = folder.resolve(Journal.PACKED);
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(packed))) {
      out.write(plain);
    }
    Files.delete(folder.resolve(Journal.FILE));

    assertThat(Journal.exists(folder)).isTrue();
    assertThat(Journal.read(folder)).extracting(SampleLine::key).containsExactly("k1", "k2");
    assertThatThrownBy(() -> Journal.open(folder)).hasMessageContaining("zstd -d --rm " + packed);
    try (RunFolder held = RunFolder.hold(folder)) {
      assertThatThrownBy(() -> held.requireSuite("any"))
          .as("before anything is written anew")
          .hasMessageContaining("unpack it first");
    }
    Path other = Files.createDirectories(folder.resolve("other"));
    Journal.copy(folder, other);
    assertThat(other.resolve(Journal.FILE)).hasBinaryContent(plain);

    Files.write(packed, Arrays.copyOf(Files.readAllBytes(packed), 40));
    assertThatThrownBy(() -> Journal.read(folder)).hasMessageContaining(packed + " cannot be read");
    Files.delete(packed);
    assertThat(Journal.exists(folder)).isFalse();
  }

  @Test
  void aDamagedLineInTheMiddleIsAnErrorWithFileAndLine() throws IOException {
    write(line("k1"), line("k2"), line("k3"));
    Path file = folder.resolve(Journal.FILE);
    List<String> lines = Files.readAllLines(file);
    for (String damaged :
        List.of(
            lines.get(1).substring(1),
            "",
            "null",
            lines.get(1) + "{}",
            lines.get(1).replaceFirst("\"key\"", "\"kez\""),
            lines.get(1).replaceFirst("\"task\":", "\"key\":\"k9\",\"task\":"))) {
      Files.write(file, List.of(lines.get(0), damaged, lines.get(2)));
      assertThatThrownBy(() -> Journal.read(folder))
          .as(damaged)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("samples.jsonl:2")
          .hasMessageContaining("remove this line");
      assertThatThrownBy(() -> Journal.open(folder)).hasMessageContaining("samples.jsonl:2");
    }
  }

  @Test
  void ofSeveralLinesWithOneKeyTheLastCounts() {
    write(Samples.unscored("k1", "c1", Outcome.FAILED), line("k2"), line("k1"));
    assertThat(Journal.read(folder)).hasSize(2);
    try (Journal journal = Journal.open(folder)) {
      assertThat(journal.outcome("k1")).contains(Outcome.SCORED);
    }
  }

  @Test
  void theCanonicalFormForgetsOrderAndMeasurementsOnly() throws IOException {
    write(line("k2"), line("k1"));
    byte[] one = CanonicalSamples.of(folder);
    Files.delete(folder.resolve(Journal.FILE));
    write(line("k1"), Samples.unscored("k2", "c", Outcome.FAILED), line("k2"));
    assertThat(CanonicalSamples.of(folder)).isEqualTo(one);
    assertThat(new String(one, StandardCharsets.US_ASCII))
        .startsWith("{\"sample\":\"s-k1\",\"key\":\"k1\"")
        .doesNotContain("measured");
    Files.delete(folder.resolve(Journal.FILE));
    write(line("k1"), Samples.scored("k2", "c", Map.of("p", Math.nextUp(0.5))));
    assertThat(CanonicalSamples.of(folder)).isNotEqualTo(one);
  }

  @Test
  void aWholeLineIsOnTheDiskWhenAppendReturns() throws IOException {
    try (Journal journal = Journal.open(folder)) {
      journal.append(line("k1"));
      assertThat(Files.readString(folder.resolve(Journal.FILE))).endsWith("\n");
      Thread.currentThread().interrupt();
      journal.append(line("k2"));
      assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    }
    assertThat(Journal.read(folder)).hasSize(2);
  }

  @Test
  void measurementsFollowTheSameRules() throws IOException {
    Measurement point = point("rcc", 2048);
    try (MeasurementLog log = MeasurementLog.open(folder)) {
      log.append(point);
      assertThat(log.settled("rcc")).containsExactly(point);
      assertThat(log.settled("full")).isEmpty();
    }
    Path file = folder.resolve(MeasurementLog.FILE);
    Files.writeString(file, "{\"model\":\"rcc\"", StandardOpenOption.APPEND);
    assertThat(MeasurementLog.read(folder)).containsExactly(point);
    Files.writeString(file, "}\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> MeasurementLog.open(folder))
        .hasMessageContaining("measurements.jsonl:2");
  }

  @Test
  void aPointThatBrokeIsNotSettledAndItsLastLineCounts() {
    Measurement broken = point(1024, Outcome.FAILED, "exit status 2: it broke");
    Measurement untimed = point(2048, Outcome.SCORED, "time not measured: exit status 2: it broke");
    Measurement outOfMemory = point(4096, Outcome.FAILED, "out of memory: killed by signal 9");
    Measurement tooLong = point(8192, Outcome.SCORED, "time not measured: out of memory: killed");
    Measurement skipped = point(16384, Outcome.SKIPPED, "needs 9 MiB, available 8 MiB");
    try (MeasurementLog log = MeasurementLog.open(folder)) {
      List.of(broken, untimed, outOfMemory, tooLong, skipped).forEach(log::append);
      assertThat(log.settled("rcc")).containsExactly(outOfMemory, tooLong, skipped);
    }
    Measurement mended = point(1024, Outcome.SCORED, null);
    try (MeasurementLog log = MeasurementLog.open(folder)) {
      assertThat(log.settled("rcc")).containsExactly(outOfMemory, tooLong, skipped);
      log.append(mended);
      assertThat(log.settled("rcc")).contains(mended).hasSize(4);
    }
    assertThat(MeasurementLog.read(folder)).hasSize(5).contains(mended).doesNotContain(broken);
  }

  @Test
  void aPointOfAnEarlierVersionHasNoFlags() throws IOException {
    try (MeasurementLog log = MeasurementLog.open(folder)) {
      log.append(point("rcc", 2048));
    }
    Path file = folder.resolve(MeasurementLog.FILE);
    String line = Files.readString(file);
    assertThat(line).contains("\"flags\":[],");
    Files.writeString(file, line.replace("\"flags\":[],", ""));
    assertThat(MeasurementLog.read(folder)).containsExactly(point("rcc", 2048));
  }

  @Test
  void whatAnotherProgramMeasuredKeepsWhereItComesFrom() throws IOException {
    Measurement own = point("rcc", 2048);
    SortedMap<String, String> program = new TreeMap<>(Map.of("torch", "2.7.1", "threads", "1"));
    Measurement peer = Points.peer("hf", 2048, program);
    try (MeasurementLog log = MeasurementLog.open(folder)) {
      log.append(own);
      log.append(peer);
    }
    assertThat(MeasurementLog.read(folder)).containsExactly(own, peer);
    assertThat(peer.byPeer()).isTrue();
    assertThat(own.byPeer()).isFalse();
    assertThat(Files.readAllLines(folder.resolve(MeasurementLog.FILE)))
        .extracting(line -> line.contains("provenance"))
        .containsExactly(false, true);
  }

  private static Measurement point(String model, long tokens) {
    return point(model, tokens, Outcome.SCORED, null);
  }

  private static Measurement point(long tokens, Outcome outcome, String why) {
    return point("rcc", tokens, outcome, why);
  }

  private static Measurement point(String model, long tokens, Outcome outcome, String why) {
    return Points.point(model, tokens, outcome, why);
  }

  private static SampleLine line(String key) {
    return Samples.scored(key, "c", Map.of("p", 0.5));
  }

  private void write(SampleLine... lines) {
    try (Journal journal = Journal.open(folder)) {
      for (SampleLine line : lines) {
        journal.append(line);
      }
    }
  }
}
