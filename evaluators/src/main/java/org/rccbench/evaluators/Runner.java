package org.rccbench.evaluators;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.RunFolder;
import org.rccbench.models.ModelSpec;

/**
 * Runs a suite into a folder. Every sample is on the disk before the next one starts, so a run that
 * was stopped at any point goes on where it was: the same suite into the same folder.
 */
public final class Runner {
  private final Suite suite;
  private final Path runFolder;
  private final Progress progress;
  private final RunOptions options;

  /**
   * Prepares a run; nothing is touched yet.
   *
   * @param runFolder made if it is missing
   * @param progress told how far the run is; closed at its end
   */
  public Runner(Suite suite, Path runFolder, Progress progress) {
    this(suite, runFolder, progress, RunOptions.DEFAULT);
  }

  /** Prepares a run with other options than the usual ones. */
  public Runner(Suite suite, Path runFolder, Progress progress, RunOptions options) {
    this.suite = Objects.requireNonNull(suite, "suite");
    this.runFolder = Objects.requireNonNull(runFolder, "runFolder");
    this.progress = Objects.requireNonNull(progress, "progress");
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * Runs what the folder does not have yet. Samples that failed before are tried again. An
   * interrupt of the thread ends the run cleanly after the samples at hand and stays set.
   *
   * @throws IllegalStateException if the folder is in use or another suite's, or a model cannot be
   *     opened
   * @throws TooManyFailuresException if too many samples in a row fail
   * @throws IllegalArgumentException if a task's data cannot be opened
   */
  public RunSummary run() {
    Tally tally = new Tally(progress, options.maxFailures());
    try (progress;
        RunFolder folder = RunFolder.hold(runFolder)) {
      Provenance provenance = provenance(folder);
      if (samples(provenance, tally)) {
        provenance.finish();
      }
    }
    return tally.summary();
  }

  /** What a run does after its samples, while its folder is still held. */
  @FunctionalInterface
  public interface Rest {

    /** Does it. */
    void run() throws IOException, InterruptedException;
  }

  /**
   * As {@link #run()}, in a folder that the caller holds, and with more to do before the run counts
   * as finished. Neither the folder nor the progress is closed.
   *
   * @param held this run's folder
   * @param rest what comes after the samples; left out where these did not come to their end. If it
   *     throws, the run is not finished and can be gone on with
   */
  public RunSummary run(RunFolder held, Rest rest) throws IOException, InterruptedException {
    Tally tally = new Tally(progress, options.maxFailures());
    Provenance provenance = provenance(held);
    if (samples(provenance, tally)) {
      rest.run();
      provenance.finish();
    }
    return tally.summary();
  }

  private Provenance provenance(RunFolder held) {
    if (!held.path().equals(runFolder)) {
      throw new IllegalArgumentException(
          "this run goes into " + runFolder + ", the folder held is " + held.path());
    }
    held.requireSuite(suite.sha256());
    Provenance provenance = new Provenance(suite, runFolder);
    provenance.addTasks();
    provenance.write();
    return provenance;
  }

  /** Returns whether all samples were met: neither an interrupt nor a limit left one out. */
  private boolean samples(Provenance provenance, Tally tally) {
    Crew crew = new Crew(options.workers());
    boolean whole = true;
    try (Journal journal = Journal.open(runFolder);
        Counting counting = Counting.of(suite)) {
      TaskRun.Shared shared =
          new TaskRun.Shared(options, crew, journal, new Recorder(journal, tally), counting);
      for (Map.Entry<String, ModelSpec> model : suite.models().entrySet()) {
        List<TaskEntry> tasks =
            suite.tasks().stream().filter(t -> t.models().contains(model.getKey())).toList();
        if (!tasks.isEmpty() && !crew.stopped()) {
          whole &= ask(model.getKey(), model.getValue(), tasks, provenance, shared);
        }
      }
    }
    return whole && !crew.stopped();
  }

  private boolean ask(
      String name,
      ModelSpec spec,
      List<TaskEntry> tasks,
      Provenance provenance,
      TaskRun.Shared shared) {
    boolean whole = true;
    try (Models models = Models.open(name, spec, options.workers(), shared.counting())) {
      provenance.addModel(name, models.first().model().card());
      CostModel cost = new CostModel();
      for (TaskEntry entry : tasks) {
        if (shared.crew().stopped()) {
          return false;
        }
        Estimate estimate =
            progress.wantsEstimates()
                ? Estimate.of(entry, models.first(), cost, options)
                : Estimate.none();
        shared
            .recorder()
            .stage(
                name + ": " + entry.task().name(), options.atMost(entry.task().size()), estimate);
        whole &= !new TaskRun(entry, name, models, shared).run();
      }
    }
    return whole;
  }
}
