package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.MeasurementLog;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.reports.paper.PaperManifest;
import org.rccbench.reports.paper.PaperScale;
import org.rccbench.reports.paper.Verdicts;
import picocli.CommandLine;

/**
 * What hf_memory.py printed, recorded with transformers 5.24.0 and torch 2.7.1 on a checkpoint of
 * Pythia-14m's shape in bf16, becomes a curve of its own in a run, or the run stays as it was.
 */
class MeasureImportTest {
  private static final Path REPORTS =
      Path.of("src/test/resources/peers/hf-memory-pythia-14m.jsonl");

  /** Six layers of width 128, keys and values, two bytes each. */
  private static final long CACHE = 2 * 6 * 128 * 2;

  private static final long MIB = 1 << 20;
  private static final long[] LENGTHS = {2048, 4096, 8192};

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private CommandLine line;
  private Path run;

  @BeforeEach
  void aRun() throws IOException {
    line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    run = Files.createDirectories(folder.resolve("run"));
    record("AMD EPYC", "25", "17", "2026-01-01T00:01:00Z");
    try (MeasurementLog log = MeasurementLog.open(run)) {
      for (long tokens : LENGTHS) {
        log.append(point("full", 1, tokens, tokens + 20, 60 * MIB + tokens * 4000));
      }
      for (long tokens : LENGTHS) {
        // one window more than the context has, as the reference compresses it
        long slots = (tokens / 2048 + 1) * 64;
        log.append(point("rcc", 32, tokens, slots + 20, 80 * MIB + tokens * 125));
      }
    }
    judge(PaperScale.MINI);
  }

  private void record(String cpu, String family, String model, String finished) {
    SortedMap<String, String> machine = new TreeMap<>(Map.of("cpu", cpu));
    if (family != null) {
      machine.put("cpuFamily", family);
      machine.put("cpuModel", model);
    }
    new RunRecord(
            "name: mini",
            "sha",
            null,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            machine,
            List.of(),
            null,
            "2026-01-01T00:00:00Z",
            finished)
        .write(run);
  }

  private static Measurement point(String kind, int rate, long tokens, long places, long above) {
    return point(kind, rate, tokens, places, above, "cpu");
  }

  private static Measurement point(
      String kind, int rate, long tokens, long places, long above, String device) {
    return new Measurement(
        "pythia-14m " + kind,
        kind,
        "shape:pythia-14m",
        false,
        "bf16, plain weights",
        device,
        rate,
        tokens,
        170 * MIB,
        170 * MIB + above,
        28_135_424L,
        places * CACHE,
        0L,
        1L,
        1L,
        1L,
        1L,
        15,
        List.of(),
        Outcome.SCORED,
        null,
        null);
  }

  private void judge(PaperScale scale) {
    Verdicts.of(run, PaperManifest.bundled("rcc"), scale, List.of()).write(run);
  }

  private int add(Path... files) {
    List<String> words = new ArrayList<>(List.of("measure-import", run.toString()));
    Stream.of(files).map(Path::toString).forEach(words::add);
    return line.execute(words.toArray(String[]::new));
  }

  @Test
  void theRecordedCurveStandsBesideTheRunsOwn() throws IOException {
    List<Measurement> before = MeasurementLog.read(run);
    String full = row("memory.grows-slower.full").toString();
    assertThat(row("memory.grows-slower.huggingface").path("why").asText())
        .isEqualTo("the run has no model huggingface");

    assertThat(add(REPORTS)).as(err.toString()).isZero();

    List<Measurement> points = MeasurementLog.read(run);
    assertThat(points.subList(0, before.size())).isEqualTo(before);
    List<Measurement> added = points.subList(before.size(), points.size());
    assertThat(added)
        .extracting(Measurement::tokens)
        .containsExactly(256L, 512L, 1024L, 2048L, 4096L, 8192L, 12288L, 16384L);
    List<JsonNode> reports = reports();
    for (int i = 0; i < added.size(); i++) {
      Measurement point = added.get(i);
      JsonNode report = reports.get(i);
      assertThat(point.model()).isEqualTo("huggingface");
      assertThat(point.kind()).isEqualTo("huggingface");
      assertThat(point.source()).isEqualTo("pythia-14m");
      assertThat(point.idle()).isEqualTo(report.path("before_model_bytes").asLong());
      assertThat(point.peak())
          .isEqualTo(
              report.path("repeats").findValues("peak_bytes").stream()
                  .mapToLong(JsonNode::asLong)
                  .max()
                  .orElseThrow());
      // 14,067,712 parameters in two bytes; those of the file that are masks are not weights
      assertThat(point.floor()).isEqualTo(2 * 14_067_712L + CACHE * point.tokens());
      assertThat(point.encodeNanos()).isNull();
      assertThat(point.provenance())
          .containsEntry("transformers", "5.24.0")
          .containsEntry("torch", "2.7.1+cu126")
          .containsEntry("python", "3.11.7")
          .containsEntry("cpu", "AMD EPYC family 25 model 17")
          .containsEntry("threads", "1");
    }
    JsonNode judged = row("memory.grows-slower.huggingface");
    // 125 bytes a token of rcc, by what was planted
    assertThat(judged.path("ours").asDouble()).isCloseTo(slope(added) / 125, within(1e-6));
    assertThat(judged.path("verdict").asText()).isNotEqualTo("NOT-RUN");
    assertThat(row("memory.grows-slower.full").toString()).as("not mixed").isEqualTo(full);
    assertThat(out.toString())
        .contains("memory of huggingface at 256, 512, 1024, 2048, 4096, 8192, 12288, 16384 tokens")
        .contains("memory.grows-slower.huggingface")
        .doesNotContain("memory.grows-slower.full");
  }

  /** Least squares from 2048 tokens on, by its formula. */
  private static double slope(List<Measurement> points) {
    List<Measurement> long2048 = points.stream().filter(p -> p.tokens() >= 2048).toList();
    double x = long2048.stream().mapToDouble(Measurement::tokens).average().orElseThrow();
    double above = 0;
    double square = 0;
    for (Measurement point : long2048) {
      above += (point.tokens() - x) * (point.peak() - point.idle());
      square += (point.tokens() - x) * (point.tokens() - x);
    }
    return above / square;
  }

  @Test
  void theReportShowsTheCurveInTablesAndFigures() throws IOException {
    assertThat(add(REPORTS)).as(err.toString()).isZero();

    assertThat(line.execute("report", run.toString())).as(err.toString()).isZero();

    String program = "huggingface: not this program's, measured by attention sdpa, cpu AMD EPYC";
    assertThat(run.resolve("tables/memory.md"))
        .content()
        .contains("| huggingface |")
        .contains("transformers 5.24.0");
    assertThat(run.resolve("tables/memory-and-time.md")).content().contains(program);
    assertThat(run.resolve("figures/figure-1.svg")).content().contains("huggingface");
    String page = Files.readString(run.resolve("report.html"));
    assertThat(page).contains("huggingface").contains("memory.grows-slower.huggingface");
  }

  @Test
  void theRowsAtThePapersSizeAreJudgedToo() throws IOException {
    judge(PaperScale.SHAPE);

    assertThat(line.execute("measure-import", run.toString(), REPORTS.toString(), "--json"))
        .as(err.toString())
        .isZero();

    JsonNode said = new ObjectMapper().readTree(out.toString());
    assertThat(said.path("tokens")).hasSize(8);
    List<String> why = new ArrayList<>();
    said.path("verdicts").path("rows").forEach(r -> why.add(r.path("why").asText("judged")));
    assertThat(why).hasSize(6).doesNotContain("the run has no model huggingface");
    // some 15 MiB from 256 to 2048 tokens of this small shape, where the paper's adds 2 GB
    assertThat(row("memory.plus-2-gb-at-2k.huggingface").path("verdict").asText())
        .isEqualTo("FAILS");
    assertThat(row("memory.plus-2-gb-at-2k.huggingface").path("ours").asDouble())
        .isBetween(10.0, 30.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"before_model_bytes\": [0-9]+, |           | Missing creator property 'before_model_bytes'",
        "\"logits\": \"last\"|\"logits\": \"all\" | measure without --all-logits",
        "\"contender\": \"transformers\"|\"contender\": \"tuned\" | contender must be transformers, was tuned",
        "\"peak_above_idle_bytes\": [0-9]+, \"repeats\"|\"peak_above_idle_bytes\": 7, \"repeats\" | peak_above_idle_bytes 7 is not the largest",
        "\"idle_bytes\": [0-9]+|\"idle_bytes\": 3 | is not peak_bytes less idle_bytes",
        "\"tokens\": 1024|\"tokens\": 1000 | is no multiple of tokens 1000",
        "\"threads\": 1|\"threads\": 1, \"extra\": 2 | Unrecognized field \"extra\"",
        "\"threads\": 1|\"threads\": 1, \"threads\": 1 | Duplicate field 'threads'",
        "family 25 model 17|family 25 model 1 | measured on \"AMD EPYC family 25 model 1\"",
        "\"cache_bytes\": [0-9]+|\"cache_bytes\": 6291456 | has 6144 bytes of keys and values a token, the run's curves have 3072",
        "\"threads\": 1|\"threads\": 2 | a curve has one of each"
      })
  void whatIsNoReportOfThisRunsKindIsRefusedWhole(String part, String other, String why)
      throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(REPORTS));
    String changed = lines.get(2).replaceFirst(part, other == null ? "" : other);
    assertThat(changed).isNotEqualTo(lines.get(2));
    lines.set(2, changed);
    Path file = Files.write(folder.resolve("reports.jsonl"), lines);
    Map<Path, String> before = files();

    assertThat(add(file)).isEqualTo(2);

    assertThat(err.toString()).contains(why);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void textIsNoReportAndTheLineIsNamed() throws IOException {
    Path file = folder.resolve("log.txt");
    Files.writeString(file, "\npeak_above_idle_bytes: 7\n");
    assertThat(add(file)).isEqualTo(2);
    assertThat(err.toString()).contains("log.txt:2 is no report").contains("hf_memory.py --json");

    Files.writeString(file, "\n");
    assertThat(add(file)).isEqualTo(2);
    assertThat(err.toString()).contains("log.txt is empty");
  }

  @Test
  void eachLengthComesOnce() throws IOException {
    assertThat(add(REPORTS, REPORTS)).isEqualTo(2);
    assertThat(err.toString()).contains("a point of huggingface at 256 tokens already");
    assertThat(MeasurementLog.read(run)).hasSize(6);

    Path first = folder.resolve("first.jsonl");
    Files.write(first, Files.readAllLines(REPORTS).subList(0, 2));
    Path rest = folder.resolve("rest.jsonl");
    Files.write(rest, Files.readAllLines(REPORTS).subList(2, 8));
    assertThat(add(first)).isZero();
    assertThat(add(first)).isEqualTo(2);
    assertThat(add(rest)).isZero();
    assertThat(MeasurementLog.read(run)).hasSize(14);
  }

  @Test
  void aRunThatIsMissingStoppedOrWithoutCurvesIsRefused() throws IOException {
    record("AMD EPYC", "25", "17", null);
    assertThat(add(REPORTS)).isEqualTo(2);
    assertThat(err.toString()).contains("is not finished; go on with it first");

    record("AMD EPYC", "25", "17", "2026-01-01T00:01:00Z");
    Files.delete(run.resolve(MeasurementLog.FILE));
    assertThat(add(REPORTS)).isEqualTo(2);
    assertThat(err.toString()).contains("no memory curve of two points or more on the CPU");

    try (MeasurementLog log = MeasurementLog.open(run)) {
      for (long tokens : LENGTHS) {
        log.append(point("full", 1, tokens, tokens + 20, 60 * MIB + tokens * 4000, "cuda:0"));
      }
    }
    assertThat(add(REPORTS)).as("of a GPU").isEqualTo(2);

    Files.delete(run.resolve(RunRecord.FILE));
    assertThat(add(REPORTS)).isEqualTo(2);
    assertThat(err.toString()).contains("has no run.json; name the folder of a run");

    run = folder.resolve("none");
    assertThat(add(REPORTS)).isEqualTo(2);
    assertThat(err.toString()).contains("none is no run folder");
    assertThat(run).doesNotExist();
  }

  @Test
  void aRunThatKnowsTheProcessorsNameAloneIsHeldToThat() {
    record("AMD EPYC", null, null, "2026-01-01T00:01:00Z");
    assertThat(add(REPORTS)).as(err.toString()).isZero();

    record("Intel Xeon", null, null, "2026-01-01T00:01:00Z");
    assertThat(add(REPORTS)).isEqualTo(2);
    assertThat(err.toString()).contains("the run on \"Intel Xeon\"; measure both on one machine");
  }

  @Test
  void verdictsOfAnotherManifestAreLeftAndSaidSo() throws IOException {
    Path verdicts = run.resolve(Verdicts.FILE);
    String theirs = Files.readString(verdicts).replace("\"key\" : \"rcc\"", "\"key\" : \"mine\"");
    Files.writeString(verdicts, theirs);

    assertThat(add(REPORTS)).as(err.toString()).isZero();

    assertThat(verdicts).hasContent(theirs);
    assertThat(out.toString()).contains("verdicts.json is of another manifest");
  }

  private JsonNode row(String id) throws IOException {
    JsonNode verdicts = new ObjectMapper().readTree(run.resolve(Verdicts.FILE).toFile());
    for (JsonNode row : verdicts.path("rows")) {
      if (row.path("row").asText().equals(id)) {
        return row;
      }
    }
    throw new AssertionError("no row " + id);
  }

  private static List<JsonNode> reports() throws IOException {
    List<JsonNode> reports = new ArrayList<>();
    for (String line : Files.readAllLines(REPORTS)) {
      reports.add(new ObjectMapper().readTree(line));
    }
    return reports;
  }

  private Map<Path, String> files() throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files
          .filter(file -> !file.endsWith("run.lock"))
          .collect(
              Collectors.toMap(
                  file -> file,
                  file -> {
                    try {
                      return Files.readString(file);
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  }));
    }
  }
}
