package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Ledger;
import org.rccbench.models.PhaseTimes;

/**
 * How long the rest of a stage will take: the work that is left, at the cost that was learnt from
 * the samples done.
 */
final class Estimate {
  private final CostModel cost;
  private final int workers;
  private final boolean isWanted;
  private final Map<SortedMap<String, String>, List<Work>> cells = new HashMap<>();
  private Work left = Work.NONE;

  private Estimate(CostModel cost, int workers, boolean isWanted) {
    this.isWanted = isWanted;
    this.cost = cost;
    this.workers = workers;
  }

  /** Walks through a task without asking the model: its contexts as they are shown to it. */
  static Estimate of(TaskEntry entry, Opened opened, CostModel cost, RunOptions options) {
    Estimate estimate = new Estimate(cost, options.workers(), true);
    Stream<Reading> shown =
        entry
            .task()
            .readings(opened.subject())
            .map(reading -> entry.shown(reading, opened.subject()));
    try (SharedReadings readings = new SharedReadings(shown, options.limit())) {
      for (Optional<SharedReadings.Unit> unit = readings.next();
          unit.isPresent();
          unit = readings.next()) {
        estimate.add(unit.get().reading(), opened.model(), entry.task().rounds() > 1);
      }
      if (readings.wasCut()) {
        // others take the places of what a cell leaves out
        estimate.cells.clear();
      }
    }
    return estimate;
  }

  private void add(Reading reading, ContextModel model, boolean byCell) {
    Planned planned = Planned.of(reading, model);
    Work before = planned.reading();
    for (Request request : reading.requests()) {
      Work work = before.plus(planned.answering(request));
      left = left.plus(work);
      if (byCell) {
        cells.computeIfAbsent(request.cell(), cell -> new ArrayList<>()).add(work);
      }
      before = Work.NONE;
    }
  }

  /** Knows nothing and says nothing. */
  static Estimate none() {
    return new Estimate(new CostModel(), 1, false);
  }

  /** The work of a context, where somebody wants to know: counting its tokens may take a pass. */
  Planned planned(Reading reading, ContextModel model) {
    return isWanted ? Planned.of(reading, model) : Planned.NOTHING;
  }

  void done(Work work) {
    left = left.minus(work);
  }

  /** Leaves out the last so many requests of each of these cells, once. */
  void leaveOut(Map<SortedMap<String, String>, Integer> ended) {
    ended.forEach(
        (cell, requests) -> {
          List<Work> all = cells.getOrDefault(cell, List.of());
          all.subList(Math.max(0, all.size() - requests), all.size()).forEach(this::done);
          cells.remove(cell);
        });
  }

  void learn(Work work, PhaseTimes times) {
    cost.learn(work, times);
  }

  /** Seconds, or empty where a phase that is left has not been seen yet. */
  OptionalDouble seconds() {
    OptionalDouble alone = cost.seconds(left);
    return alone.isEmpty() ? alone : OptionalDouble.of(Math.max(0, alone.getAsDouble()) / workers);
  }

  /**
   * The work of one context, before a model has read it.
   *
   * @param reading reading it
   * @param positions decoder positions that it will take
   */
  record Planned(Work reading, double positions) {

    static final Planned NOTHING = new Planned(Work.NONE, 0);

    /**
     * A context of which nothing is asked costs nothing. Nor does one that cannot be counted: it
     * fails where it is read, and that is recorded.
     */
    static Planned of(Reading reading, ContextModel model) {
      if (reading.requests().stream().allMatch(request -> request.skip().isPresent())) {
        return NOTHING;
      }
      try {
        long tokens = reading.context().tokenCount(model.tokenizer());
        Optional<Ledger> ledger = model.forecast(tokens);
        Work work = ledger.map(Work::reading).orElseGet(() -> Work.reading(model.card(), tokens));
        return new Planned(work, work.read());
      } catch (RuntimeException e) {
        return NOTHING;
      }
    }

    Work answering(Request request) {
      return request.skip().isPresent()
          ? Work.NONE
          : Work.answering(
              positions, request.prompt().ids().size(), request.decoding().maxNewTokens());
    }
  }
}
