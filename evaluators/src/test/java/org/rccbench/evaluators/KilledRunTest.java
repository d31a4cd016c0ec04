package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
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
    for (int i = 0; i < KILLS; i++) {
      long before = size(run);
      Process process = start(suite, run, workers);
      // the first kill comes at any time of the start, the others after some more bytes
      killAfter(process, run, i == 0 ? -1 : before + 1 + random.nextInt(12_000), random);
      midway +=
          Files.exists(run.resolve(Journal.FILE)) && !isFinished(run) && size(run) > before ? 1 : 0;
    }
    assertThat(midway).as("kills in the middle of the run, seed %s", seed).isPositive();
    assertThat(start(suite, run, workers).waitFor())
        .as("exit of the last run, seed %s", seed)
        .isZero();

    assertThat(isFinished(run)).isTrue();
    assertThat(Journal.read(run)).as("seed %s", seed).hasSize((int) whole.total());
    assertThat(CanonicalSamples.of(run))
        .as("canonical form, seed %s", seed)
        .isEqualTo(CanonicalSamples.of(folder.resolve("whole")));
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
