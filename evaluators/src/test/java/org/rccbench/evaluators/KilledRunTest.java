package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.evaluators.fake.SuiteMain;
import org.rccbench.evaluators.fake.Texts;
import org.rccbench.evaluators.results.CanonicalSamples;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.RunRecord;

/** SIGKILL at any time loses no finished sample and leaves no trace in the canonical form. */
class KilledRunTest {
  private static final int KILLS = 5;
  private static final String SUITE =
      """
      name: killed
      models:
        e: {kind: echo, source: x}
        n: {kind: every-third, source: x, rate: 4}
        b: {kind: broken, source: half}
      tasks:
        - {task: passkey, lengths: [400, 600], depths: [0, 50, 100], samples: 3}
        - {task: passkey, lengths: [380], depths: [50], adaptive: {half_width: 0.07}}
        - task: reconstruction
          data: {path: book.txt}
          length: 300
          samples: 4
          positions: [0, 100, 200, 290]
          generate: 50
          score_lengths: [20, 50]
      """;
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aKilledRunEndsWithTheBytesOfAnUninterruptedOne(int workers) throws Exception {
    Files.writeString(folder.resolve("book.txt"), Texts.words(400, 4));
    Path suite = folder.resolve("suite.yaml");
    Files.writeString(suite, SUITE);
    RunSummary whole = new Runner(Suite.load(suite), folder.resolve("whole"), Progress.NONE).run();

    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path run = folder.resolve("killed");
    int midway = 0;
    int resumed = 0;
    for (int i = 0; i < KILLS; i++) {
      long before = size(run);
      Process process = start(suite, run, workers);
      // the first kill comes at any time of the start, the others after some more bytes
      killAfter(process, run, i == 0 ? -1 : before + 1 + random.nextInt(12_000), random);
      midway += !isFinished(run) && size(run) > before ? 1 : 0;
      resumed += before > 0 ? 1 : 0;
    }
    assertThat(midway).as("kills in the middle of the run, seed %s", seed).isGreaterThan(KILLS / 2);
    assertThat(resumed).as("kills of runs gone on with, seed %s", seed).isGreaterThan(KILLS / 2);
    assertThat(start(suite, run, workers).waitFor())
        .as("exit of the last run, seed %s", seed)
        .isZero();

    assertThat(isFinished(run)).isTrue();
    assertThat(Journal.read(run)).as("seed %s", seed).hasSize((int) whole.total());
    assertThat(CanonicalSamples.of(run))
        .as("canonical form, seed %s", seed)
        .isEqualTo(CanonicalSamples.of(folder.resolve("whole")));
    everySampleIsAskedOnce(run, seed);
    assertThat(whole.total())
        .as("the adaptive cells went beyond their first look")
        .isGreaterThan(3 * (18 + 50 + 16));
  }

  /** The file itself: a sample has one line, but one that failed has one for each try. */
  private static void everySampleIsAskedOnce(Path run, long seed) throws IOException {
    Map<String, Set<String>> outcomes = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(run.resolve(Journal.FILE))) {
      JsonNode sample = json.readTree(line);
      String key = sample.get("key").asText();
      outcomes.computeIfAbsent(key, k -> new HashSet<>()).add(sample.get("outcome").asText());
      counts.merge(key, 1, Integer::sum);
    }
    assertThat(outcomes.values())
        .as("a sample ends the same way at each try, seed %s", seed)
        .allSatisfy(ends -> assertThat(ends).hasSize(1));
    counts.forEach(
        (key, count) ->
            assertThat(count)
                .as("lines of sample %s %s, seed %s", key, outcomes.get(key), seed)
                .isBetween(1, outcomes.get(key).contains("failed") ? KILLS + 1 : 1));
  }

  @Test
  void aFolderInWhichAnotherProcessWritesIsRefused() throws Exception {
    Files.writeString(folder.resolve("book.txt"), Texts.words(400, 4));
    Path suite = folder.resolve("suite.yaml");
    Files.writeString(suite, SUITE);
    Path run = folder.resolve("shared");
    Process process = start(suite, run, 1);
    while (process.isAlive() && size(run) == 0) {
      process.waitFor(2, TimeUnit.MILLISECONDS);
    }
    Runner second = new Runner(Suite.load(suite), run, Progress.NONE);
    assertThatThrownBy(second::run).hasMessageContaining("written by another run");
    process.destroyForcibly().waitFor();
    assertThat(second.run().resumed()).isPositive();
  }

  private Process start(Path suite, Path run, int workers) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Dfake.pause.millis=10",
            "-cp",
            System.getProperty("java.class.path"),
            SuiteMain.class.getName(),
            suite.toString(),
            run.toString(),
            Integer.toString(workers));
    Path log = folder.resolve("child.log");
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static void killAfter(Process process, Path run, long bytes, Random random)
      throws IOException, InterruptedException {
    if (bytes < 0) {
      process.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS);
    }
    while (bytes >= 0 && process.isAlive() && size(run) < bytes) {
      process.waitFor(2, TimeUnit.MILLISECONDS);
    }
    process.destroyForcibly().waitFor();
  }

  private static long size(Path run) throws IOException {
    Path samples = run.resolve(Journal.FILE);
    return Files.exists(samples) ? Files.size(samples) : 0;
  }

  private static boolean isFinished(Path run) {
    return RunRecord.read(run).map(record -> record.finished() != null).orElse(false);
  }
}
