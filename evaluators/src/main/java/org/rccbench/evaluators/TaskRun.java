package org.rccbench.evaluators;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.rccbench.evaluators.Estimate.Planned;
import org.rccbench.evaluators.SharedReadings.Unit;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.models.ContextModel;

/** Asks one model everything of one task that the journal does not have yet. */
final class TaskRun {
  private final TaskEntry entry;
  private final Models models;
  private final LineMaker lines;
  private final Shared shared;

  TaskRun(TaskEntry entry, String name, Models models, Shared shared) {
    this.entry = entry;
    this.models = models;
    this.lines = new LineMaker(entry.task(), name, models.first().card());
    this.shared = shared;
  }

  /**
   * What all task runs of a run have in common.
   *
   * @param options how the run goes
   * @param crew who works and who writes
   * @param journal finished samples
   * @param recorder writes them
   */
  record Shared(RunOptions options, Crew crew, Journal journal, Recorder recorder) {}

  /**
   * Runs to the end of the task, to its limit, or to the end of a sample in which the writer is
   * interrupted.
   *
   * @return whether the limit left something out
   */
  boolean run() {
    ContextModel first = models.first();
    Subject subject = Subject.of(first);
    try (SharedReadings readings =
        new SharedReadings(task().readings(subject), shared.options().limit())) {
      shared.crew().run(worker -> work(readings, new Asker(this, models.of(worker))));
      return readings.wasCut();
    }
  }

  private void work(SharedReadings readings, Asker asker) {
    while (!stopped()) {
      Optional<Unit> unit = readings.next();
      if (unit.isEmpty()) {
        return;
      }
      asker.ask(unit.get());
    }
  }

  Task task() {
    return entry.task();
  }

  Optional<Duration> timeout() {
    return entry.timeout();
  }

  LineMaker lines() {
    return lines;
  }

  Journal journal() {
    return shared.journal();
  }

  Planned planned(Reading reading, ContextModel model) {
    return shared.recorder().estimate().planned(reading, model);
  }

  int retries() {
    return shared.options().retries();
  }

  boolean stopped() {
    return shared.crew().stopped();
  }

  /** Has the writer record something; returns once it is on the disk. */
  void record(Consumer<Recorder> what) {
    shared.crew().write(() -> what.accept(shared.recorder()));
  }
}
