package org.rccbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rccbench.evaluators.Progress;
import org.rccbench.evaluators.Runner;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.reports.gate.Baseline;

/**
 * A run measured again with double the samples, in the folder {@code doubled} inside its own. What
 * the run has is taken over, so only the other half is asked.
 */
final class DoubledRun {
  private static final String FOLDER = "doubled";
  private static final String SUITE = "suite.yaml";

  private DoubledRun() {}

  /**
   * Measures what is missing.
   *
   * @throws IllegalArgumentException if the suite names no samples, or its data is not where the
   *     suite says, seen from the run's folder or the working directory
   */
  static Baseline of(Path run, Progress progress) throws IOException {
    RunRecord record =
        RunRecord.read(run)
            .orElseThrow(() -> new IllegalArgumentException(run + " has no run.json"));
    Suite suite = suite(run, record).withDoubleSamples();
    Path folder = Files.createDirectories(run.resolve(FOLDER));
    if (!Files.exists(folder.resolve(RunRecord.FILE))) {
      unfinished(record, suite).write(folder);
      Journal.copy(run, folder);
    }
    new Runner(suite, folder, progress).run();
    return Baseline.ofRun(folder);
  }

  private static Suite suite(Path run, RunRecord record) {
    Path file = run.resolve(SUITE);
    return Files.exists(file) ? Suite.load(file) : Suite.parse(record.suite(), RunRecord.FILE);
  }

  private static RunRecord unfinished(RunRecord record, Suite suite) {
    return new RunRecord(
        suite.text(),
        suite.sha256(),
        record.tokenizer(),
        record.models(),
        record.datasets(),
        record.seeds(),
        record.scorers(),
        record.versions(),
        record.machine(),
        record.jvmFlags(),
        record.commit(),
        record.started(),
        null);
  }
}
