package org.rccbench.evaluators;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rccbench.evaluators.Estimate.Planned;
import org.rccbench.evaluators.SharedReadings.Unit;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.models.ContextModel;

/** Asks one model everything of one task that the journal does not have yet. */
final class TaskRun {
  private final TaskEntry entry;
  private final Models models;
  private final LineMaker lines;
  private final Shared shared;
  private final Set<String> met = ConcurrentHashMap.newKeySet();

  TaskRun(TaskEntry entry, String name, Models models, Shared shared) {
    this.entry = entry;
    this.models = models;
    this.lines = new LineMaker(entry.task(), name, models.first().model().card());
    this.shared = shared;
  }

  /**
   * What all task runs of a run have in common.
   *
   * @param options how the run goes
   * @param crew who works and who writes
   * @param journal finished samples
   * @param recorder writes them
   * @param counting in which tokenizer
   */
  record Shared(
      RunOptions options, Crew crew, Journal journal, Recorder recorder, Counting counting) {}

  /**
   * Runs to the end of the task, to its limit, or to the end of a sample in which the writer is
   * interrupted.
   *
   * @return whether the limit left something out
   */
  boolean run() {
    Subject subject = models.first().subject();
    boolean cut = false;
    for (int round = 0; round < task().rounds() && !cut && !stopped(); round++) {
      List<SampleLine> before = linesMet(round);
      if (round > 0) {
        tellWhatEnded(before);
      }
      cut = run(task().round(subject, round, before).map(reading -> entry.shown(reading, subject)));
    }
    return cut;
  }

  private void tellWhatEnded(List<SampleLine> before) {
    Map<SortedMap<String, String>, Integer> neverAsked = task().neverAsked(before);
    long never = neverAsked.values().stream().mapToLong(Integer::longValue).sum();
    shared.recorder().ended(neverAsked, shared.options().atMost(task().size() - never));
  }

  private boolean run(Stream<Reading> round) {
    OptionalLong limit = shared.options().limit();
    OptionalLong left = limit.isEmpty() ? limit : OptionalLong.of(limit.getAsLong() - met.size());
    try (SharedReadings readings = new SharedReadings(round, left)) {
      shared.crew().run(worker -> work(readings, new Asker(this, models.of(worker))));
      return readings.wasCut();
    }
  }

  /** What the journal has of the rounds before, from this run or an earlier one. */
  private List<SampleLine> linesMet(int round) {
    return round == 0
        ? List.of()
        : shared.journal().lines().stream().filter(line -> met.contains(line.key())).toList();
  }

  /** Counts a sample to this task's. */
  void met(String key) {
    met.add(key);
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
