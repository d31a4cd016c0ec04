package org.rccbench.evaluators;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.RunFolder;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.ModelSpec;

/**
 * Runs a suite into a folder. Every sample is on the disk before the next one starts, so a run that
 * was stopped at any point goes on where it was: the same suite into the same folder.
 */
public final class Runner {
  private final Suite suite;
  private final Path runFolder;
  private final Progress progress;

  /**
   * Prepares a run; nothing is touched yet.
   *
   * @param runFolder made if it is missing
   * @param progress told how far the run is; closed at its end
   */
  public Runner(Suite suite, Path runFolder, Progress progress) {
    this.suite = Objects.requireNonNull(suite, "suite");
    this.runFolder = Objects.requireNonNull(runFolder, "runFolder");
    this.progress = Objects.requireNonNull(progress, "progress");
  }

  /**
   * Runs what the folder does not have yet. Samples that failed before are tried again. An
   * interrupt of the thread ends the run cleanly after the sample at hand and stays set.
   *
   * @throws IllegalStateException if the folder is in use or another suite's, a model cannot be
   *     opened, or 20 samples in a row fail
   * @throws IllegalArgumentException if a task's data cannot be opened
   */
  public RunSummary run() {
    Tally tally = new Tally(progress);
    try (progress;
        RunFolder folder = RunFolder.hold(runFolder)) {
      Provenance provenance = samples(folder, tally);
      if (!tally.interrupted()) {
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
   * @param rest what comes after the samples; left out where the thread was interrupted. If it
   *     throws, the run is not finished and can be gone on with
   */
  public RunSummary run(RunFolder held, Rest rest) throws IOException, InterruptedException {
    Tally tally = new Tally(progress);
    Provenance provenance = samples(held, tally);
    if (!tally.interrupted()) {
      rest.run();
      provenance.finish();
    }
    return tally.summary();
  }

  private Provenance samples(RunFolder held, Tally tally) {
    if (!held.path().equals(runFolder)) {
      throw new IllegalArgumentException(
          "this run goes into " + runFolder + ", the folder held is " + held.path());
    }
    held.requireSuite(suite.sha256());
    Provenance provenance = new Provenance(suite, runFolder);
    provenance.addTasks();
    provenance.write();
    try (Journal journal = Journal.open(runFolder.resolve(Journal.FILE))) {
      runModels(provenance, new TaskRun.Ledgers(journal, tally));
    }
    return provenance;
  }

  private void runModels(Provenance provenance, TaskRun.Ledgers shared) {
    for (Map.Entry<String, ModelSpec> entry : suite.models().entrySet()) {
      String name = entry.getKey();
      List<Task> tasks =
          suite.tasks().stream()
              .filter(t -> t.models().contains(name))
              .map(TaskEntry::task)
              .toList();
      if (tasks.isEmpty() || shared.tally().interrupted()) {
        continue;
      }
      try (ContextModel model = open(name, entry.getValue())) {
        provenance.addModel(name, model.card());
        for (Task task : tasks) {
          shared.tally().stage(name + ": " + task.name(), task.size());
          new TaskRun(task, name, model, shared).run();
        }
      }
    }
  }

  private static ContextModel open(String name, ModelSpec spec) {
    try {
      return ContextModels.open(spec);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "model \""
              + name
              + "\" (kind "
              + spec.kind()
              + ", source "
              + spec.source()
              + ") cannot be opened: "
              + e.getMessage(),
          e);
    }
  }
}
