package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.models.ModelSpec;
import picocli.CommandLine;

/** Each point is a process of its own, and whatever becomes of it is a line of the record. */
class MemoryCurveTest {
  private static final long MIB = 1 << 20;

  @Test
  void aPointHasPeakFloorAndTimesOfItsModel() throws Exception {
    Measurement point = measure("fake:good", ProcMemory.ofSystem(), 1000).get(0);

    assertThat(point.outcome()).isEqualTo(Outcome.SCORED);
    assertThat(point.idle()).isBetween(20 * MIB, 2000 * MIB);
    assertThat(point.peak()).isGreaterThanOrEqualTo(point.idle());
    // 5000 bytes of weights; 1000 bytes a position for 1000 tokens, 4 of the prompt, 16 new ones
    assertThat(point.floor()).isEqualTo(5000 + 1_020_000);
    assertThat(point.contextPrefillNanos()).isEqualTo(1_000_000);
    assertThat(point.decodeNanos()).isEqualTo(4000);
    assertThat(point.decodedTokens()).isEqualTo(15);
    assertThat(point.trained()).isFalse();
    assertThat(point.why()).isNull();
  }

  @Test
  void aPointPastTheTrainedPositionsIsFlagged() throws Exception {
    // 2048 trained positions; behind the context stand 4 ids of the prompt and 16 new ones
    List<Measurement> points = measure("fake:good", ProcMemory.ofSystem(), 2028, 2029);

    assertThat(points)
        .extracting(Measurement::flags)
        .containsExactly(List.of(), List.of("beyond-window"));
  }

  @Test
  void theNinthSignalIsRecordedAndLongerContextsAreNotTried() throws Exception {
    List<Measurement> points = measure("fake:killed", ProcMemory.ofSystem(), 1000, 2000, 4000);

    assertThat(points)
        .extracting(Measurement::outcome)
        .containsExactly(Outcome.SCORED, Outcome.FAILED, Outcome.SKIPPED);
    assertThat(points.get(1).why()).isEqualTo("out of memory: killed by signal 9");
    assertThat(points.get(1).peak()).isNull();
    assertThat(points.get(2).why()).isEqualTo("a context of 2000 tokens ran out of memory");
  }

  @Test
  void whatEarlierPointsToldAboutLongerContextsStillHolds() throws Exception {
    List<Measurement> killed = measure("fake:killed", ProcMemory.ofSystem(), 1000, 2000);
    List<Measurement> vast = measure("fake:vast", ProcMemory.ofSystem(), 1000);

    Measurement behindTheKill = goOn("fake:killed", killed, 1000, 2000, 4000).get(0);
    Measurement tooBig = goOn("fake:vast", vast, 1000, 2000).get(0);

    assertThat(behindTheKill.tokens()).isEqualTo(4000);
    assertThat(behindTheKill.why()).isEqualTo("a context of 2000 tokens ran out of memory");
    assertThat(behindTheKill.weightBytes()).isEqualTo(5000);
    assertThat(tooBig.why()).matches("needs \\d{6,} MiB, available \\d+ MiB");
  }

  @Test
  void aBrokenChildIsRecordedWithItsLastWords() throws Exception {
    Measurement point = measure("fake:broken", ProcMemory.ofSystem(), 1000).get(0);

    assertThat(point.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(point.why()).startsWith("exit status 2: rcc-bench: first line of trouble");
  }

  @Test
  void whatCannotFitIsSkippedWithBothNumbers() throws Exception {
    List<Measurement> points = measure("fake:vast", ProcMemory.ofSystem(), 1000, 2000);

    assertThat(points.get(1).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(points.get(1).why()).matches("needs \\d{6,} MiB, available \\d+ MiB");
  }

  @Test
  void memoryTakenWhileReadingIsInThePeak() throws Exception {
    Measurement point = measure("fake:hog", ProcMemory.ofSystem(), 1000).get(0);

    assertThat(point.peak() - point.idle()).isBetween(60 * MIB, 200 * MIB);
  }

  /**
   * The program stands in for nvidia-smi: 3 MiB in use until the child asks a second time, after
   * the answer. No GPU has been asked yet.
   */
  @Test
  void onAGpuTheDevicesMemoryIsRead(@TempDir Path folder) throws Exception {
    Path asked = folder.resolve("asked");
    String smi =
        GpuMemoryTest.program(
            folder,
            "echo \"$@\" >> " + asked,
            "[ $(wc -l < " + asked + ") -ge 4 ] && echo '900, 100' || echo '3, 997'");

    Measurement point = measureOnGpu("cuda:1", smi, 1000).get(0);

    assertThat(point.outcome()).as(point.why()).isEqualTo(Outcome.SCORED);
    assertThat(point.idle()).isEqualTo(3 * MIB);
    assertThat(point.peak()).isEqualTo(900 * MIB);
    assertThat(Files.readAllLines(asked))
        .startsWith("--id=1 --query-gpu=memory.used,memory.free --format=csv,noheader,nounits")
        // obstacle and free before the child, idle and peak in each of the two children
        .hasSize(6);
  }

  @Test
  void aGpuWhoseMemoryCannotBeReadIsSkippedWithTheReason(@TempDir Path folder) throws Exception {
    String broken = GpuMemoryTest.program(folder, "echo '[N/A], [N/A]'");
    assertThat(measureOnGpu("cuda", broken, 1000).get(0))
        .extracting(Measurement::outcome, Measurement::why)
        .containsExactly(
            Outcome.SKIPPED,
            "memory of the GPU cannot be read: "
                + broken
                + " said \"[N/A], [N/A]\" of device 0, where used and free MiB were asked for");

    Measurement none = measureOnGpu("cuda", folder.resolve("none").toString(), 1000).get(0);
    assertThat(none.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(none.why()).startsWith("memory of the GPU cannot be read: Cannot run program");
  }

  @Test
  void whatDoesNotFitOnTheGpuIsSkipped(@TempDir Path folder) throws Exception {
    String smi = GpuMemoryTest.program(folder, "echo '3, 997'");
    CurvePlan plan = new CurvePlan("line", gpu("fake:vast", "cuda"), List.of(1000L, 2000L), 1);
    List<Measurement> points = new ArrayList<>();

    new MemoryCurve(ChildJava.likeThis(), ProcMemory.ofSystem(), smi)
        .measure(plan, List.of(), points::add);

    assertThat(points.get(1).why()).matches("needs \\d{6,} MiB, available 997 MiB");
  }

  private static ModelSpec gpu(String source, String device) {
    return new ModelSpec(
        "fake",
        source,
        "f32",
        "auto",
        device,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        0,
        0);
  }

  private static List<Measurement> measureOnGpu(String device, String smi, long tokens)
      throws Exception {
    CurvePlan plan = new CurvePlan("line", gpu("fake:good", device), List.of(tokens), 1);
    List<Measurement> points = new ArrayList<>();
    new MemoryCurve(ChildJava.likeThis(), ProcMemory.ofSystem(), smi)
        .measure(plan, List.of(), points::add);
    return points;
  }

  @Test
  void withoutProcEveryPointSaysWhyThereIsNoNumber(@TempDir Path empty) throws Exception {
    Measurement point = measure("fake:good", new ProcMemory(empty), 1000).get(0);

    assertThat(point.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(point.why()).contains("/proc");
  }

  @Test
  void procLinesAreReadInBytes(@TempDir Path proc) throws IOException {
    Files.createDirectory(proc.resolve("self"));
    Files.writeString(
        proc.resolve("self/status"), "VmPeak:\t 9 kB\nVmHWM:\t   123 kB\nVmRSS:\t     7 kB\n");
    Files.writeString(proc.resolve("meminfo"), "MemTotal: 10 kB\nMemAvailable:  4 kB\n");
    ProcMemory memory = new ProcMemory(proc);

    assertThat(memory.peak()).isEqualTo(123 * 1024);
    assertThat(memory.resident()).isEqualTo(7 * 1024);
    assertThat(memory.available()).isEqualTo(4 * 1024);
  }

  @Test
  void aModelGivenAsOptionsIsTheSameModel() throws Exception {
    ModelSpec spec =
        new ModelSpec(
            "rcc",
            "a folder",
            "bf16",
            "both",
            "cpu",
            OptionalInt.of(64),
            OptionalInt.of(512),
            Optional.of("fixed"),
            Optional.of("pairs"),
            3,
            0,
            7,
            new TreeMap<>(Map.of("hide_env", "A,B", "folder", "a folder=b")));
    ModelOptions options = new ModelOptions();

    new CommandLine(options).parseArgs(ModelOptions.arguments(spec).toArray(new String[0]));

    assertThat(options.spec()).isEqualTo(spec);
  }

  private static List<Measurement> measure(String source, ProcMemory memory, long... tokens)
      throws Exception {
    return measure(source, memory, List.of(), tokens);
  }

  private static List<Measurement> goOn(String source, List<Measurement> earlier, long... tokens)
      throws Exception {
    List<Measurement> points = measure(source, ProcMemory.ofSystem(), earlier, tokens);
    assertThat(points).hasSize(1);
    return points;
  }

  private static List<Measurement> measure(
      String source, ProcMemory memory, List<Measurement> earlier, long... tokens)
      throws Exception {
    List<Long> lengths = Arrays.stream(tokens).boxed().toList();
    CurvePlan plan = new CurvePlan("line", ModelSpec.of("fake", source), lengths, 1);
    List<Measurement> points = new ArrayList<>();
    new MemoryCurve(ChildJava.likeThis(), memory).measure(plan, earlier, points::add);
    return points;
  }
}
