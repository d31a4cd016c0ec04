package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.World;
import org.rccbench.evaluators.Catalogue;
import org.rccbench.evaluators.Progress;
import org.rccbench.evaluators.RunOptions;
import org.rccbench.evaluators.Runner;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.results.CanonicalSamples;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.results.SampleLine;

/**
 * One suite with every task, run by networks: the canonical form is the same bytes for any number
 * of workers, with and without the segment cache, and however often the program is killed. The
 * system property {@code killed.suite.kills} says how often.
 */
class KilledSuiteTest {
  private static final int KILLS = Integer.getInteger("killed.suite.kills", 3);
  private static final String CACHE = "models.slots.segment_cache_mb=16";
  private static final String SUITE =
      """
      name: killed-suite
      models:
        text: {kind: full, source: "bundled:pythia-mini"}
        slots: {kind: rcc, source: "rcc:shape:pythia-14m,shape:pythia-14m", rate: 16, window: 128}
        nothing: {kind: blind, source: "bundled:pythia-mini"}
      tasks:
        - {task: passkey, lengths: [600], depths: [0, 100], fillers: [prose-decoys], samples: 2}
        - task: reconstruction
          data: {path: book.txt}
          length: 256
          samples: 2
          positions: [0, 90, 180]
          generate: 20
          score_lengths: [10, 20]
          surprise: true
        - task: question_answering
          chronicle: {lengths: [300]}
          modes: [reconstruction, human, compress, context-only]
          samples: 2
          questions: 2
          generate: 8
        - {task: needle, lengths: [500], depths: [50], keys: [1, 4], samples: 1}
        - {task: variable_tracking, lengths: [500], hops: [2], samples: 2, generate: 12}
        - {task: word_counting, lengths: [700], words: 3, often: 6, seldom: 2, samples: 2, generate: 12}
        - {task: perplexity, data: {path: book.txt}, lengths: [128, 256], continuation: 32, samples: 2}
      """;
  @TempDir private Path folder;
  private Path suite;

  @BeforeEach
  void writeSuite() throws IOException {
    Files.writeString(
        folder.resolve("book.txt"), Chronicle.of(World.TEST, 4).document(0, 2000).text());
    suite = Files.writeString(folder.resolve("suite.yaml"), SUITE);
  }

  @Test
  void workersCacheAndKillsLeaveNoTrace() throws Exception {
    Path plain = run("plain", 1, List.of());
    List<SampleLine> lines = Journal.read(plain);
    assertThat(lines).extracting(SampleLine::task).containsAll(Catalogue.here().tasks());
    assertThat(lines)
        .as("every sample has a number, those of a model that reads nothing too")
        .filteredOn(line -> line.outcome() != Outcome.SCORED)
        .extracting(line -> line.task() + " " + line.model() + ": " + line.why())
        .isEmpty();
    byte[] canonical = CanonicalSamples.of(plain);

    assertThat(CanonicalSamples.of(run("two", 2, List.of()))).isEqualTo(canonical);
    assertThat(CanonicalSamples.of(run("four-cache", 4, List.of(CACHE)))).isEqualTo(canonical);

    assertThat(CanonicalSamples.of(killed(Files.size(plain.resolve(Journal.FILE)))))
        .isEqualTo(canonical);
  }

  private Path run(String name, int workers, List<String> overrides) {
    Path run = folder.resolve(name);
    new Runner(
            Suite.load(suite).withOverrides(overrides),
            run,
            Progress.NONE,
            RunOptions.DEFAULT.withWorkers(workers))
        .run();
    return run;
  }

  /** Each kill comes while the program starts, or a random number of bytes after it wrote some. */
  private Path killed(long bytes) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path run = folder.resolve("killed");
    int midway = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long before = size(run);
      Process process = start(run);
      if (kill % 4 == 3) {
        process.waitFor(random.nextInt(4000), TimeUnit.MILLISECONDS);
      } else {
        long more = 1 + random.nextLong(bytes / KILLS);
        while (process.isAlive() && size(run) < before + more) {
          process.waitFor(2, TimeUnit.MILLISECONDS);
        }
      }
      process.destroyForcibly().waitFor();
      midway += size(run) > before && !isFinished(run) ? 1 : 0;
    }
    assertThat(midway).as("kills between two samples, seed %s", seed).isGreaterThan(KILLS / 2);
    assertThat(start(run).waitFor()).as("exit of the last run, seed %s", seed).isZero();
    assertThat(isFinished(run)).isTrue();
    List<String> keys = keys(run);
    assertThat(keys).as("nothing twice, seed %s", seed).doesNotHaveDuplicates();
    Set<String> all =
        Journal.read(folder.resolve("plain")).stream()
            .map(SampleLine::key)
            .collect(Collectors.toSet());
    assertThat(keys).as("nothing lost, seed %s", seed).containsExactlyInAnyOrderElementsOf(all);
    return run;
  }

  /** The whole program, two workers and the cache. */
  private Process start(Path run) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Djava.awt.headless=true",
            "-Drccbench.models=" + System.getProperty("rccbench.models"),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run",
            suite.toString(),
            "--out",
            run.toString(),
            "--workers",
            "2",
            "--set",
            CACHE);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("child.log").toFile())
        .start();
  }

  private static List<String> keys(Path run) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> keys = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve(Journal.FILE))) {
      JsonNode sample = json.readTree(line);
      keys.add(sample.get("key").asText());
    }
    return keys;
  }

  private static long size(Path run) throws IOException {
    Path samples = run.resolve(Journal.FILE);
    return Files.exists(samples) ? Files.size(samples) : 0;
  }

  private static boolean isFinished(Path run) {
    return RunRecord.read(run).map(record -> record.finished() != null).orElse(false);
  }
}
