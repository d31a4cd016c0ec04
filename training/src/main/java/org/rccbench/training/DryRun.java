package org.rccbench.training;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.rccbench.models.checkpoint.Dtype;

/**
 * What a recipe will cost, from a few steps of it whose results are thrown away.
 *
 * @param timedSteps how many steps were timed, spread evenly over the curriculum's levels
 * @param secondsPerStep their mean
 * @param slowestLevelSeconds mean of the slowest level; a curriculum that stays there is that slow
 * @param coreSecondsPerStep mean of their processor time, all threads together
 * @param tokensPerSecond that passed the network
 * @param steps of the whole run
 * @param parameters that are held, matrices that are only carried along included
 * @param trainingBytes of parameters, gradients and moments, all in f32; activations come on top
 * @param stateBytes of training.state; a save needs room for two
 * @param modelBytes of the written model
 * @param saves how often the state is written
 * @param validations how often a model is written to be validated; their time is not in the figures
 */
public record DryRun(
    int timedSteps,
    double secondsPerStep,
    double slowestLevelSeconds,
    double coreSecondsPerStep,
    double tokensPerSecond,
    long steps,
    long parameters,
    long trainingBytes,
    long stateBytes,
    long modelBytes,
    long saves,
    long validations) {

  static final int TIMED = 10;
  private static final int WARM_UP = 2;

  /** Bytes of a line of log.jsonl, about. */
  private static final long LINE = 450;

  /** Hours at the mean speed. */
  public double hours() {
    return steps * secondsPerStep / 3600;
  }

  /** Hours, were every step one of the slowest level. */
  public double hoursAtTheSlowestLevel() {
    return steps * slowestLevelSeconds / 3600;
  }

  /** Processor time of the whole run. */
  public double coreSeconds() {
    return steps * coreSecondsPerStep;
  }

  /** All bytes that the run writes, overwritten ones included. */
  public long bytesWritten() {
    return saves * stateBytes + (validations + 1) * modelBytes + steps * LINE;
  }

  /** Room that the run's folder needs at most. */
  public long diskBytes() {
    return 2 * stateBytes + 2 * modelBytes + steps * LINE;
  }

  /**
   * Times a recipe. No file is written.
   *
   * @param device {@code cpu} or {@code cuda:N}
   * @throws NonFiniteException if a loss or a gradient is no number
   */
  public static DryRun of(Recipe recipe, String device) {
    try (Trainer trainer = Trainer.unsaved(recipe, device)) {
      return of(recipe, trainer);
    }
  }

  private static DryRun of(Recipe recipe, Trainer trainer) {
    List<Optional<Level>> levels = levels(recipe);
    double[] seconds = new double[levels.size()];
    int[] counts = new int[levels.size()];
    for (int i = 0; i < WARM_UP; i++) {
      trainer.probe(levels.get(i % levels.size()));
    }
    long tokens = 0;
    double cores = CoreSeconds.now();
    long begin = System.nanoTime();
    for (int i = 0; i < TIMED; i++) {
      long start = System.nanoTime();
      // The levels are passed through from the first to the last.
      int level = i * levels.size() / TIMED;
      tokens += trainer.probe(levels.get(level));
      seconds[level] += (System.nanoTime() - start) / 1e9;
      counts[level]++;
    }
    double all = (System.nanoTime() - begin) / 1e9;
    double slowest = 0;
    for (int i = 0; i < seconds.length; i++) {
      slowest = counts[i] == 0 ? slowest : Math.max(slowest, seconds[i] / counts[i]);
    }
    Timing timing = new Timing(all, slowest, CoreSeconds.now() - cores, tokens);
    return of(recipe, trainer.trained(), timing);
  }

  private record Timing(double seconds, double slowest, double coreSeconds, long tokens) {}

  private static List<Optional<Level>> levels(Recipe recipe) {
    if (recipe.curriculum() == null) {
      return List.of(Optional.empty());
    }
    Set<Level> levels = new LinkedHashSet<>();
    recipe.curriculum().levels().forEach(stage -> levels.add(stage.level()));
    levels.addAll(recipe.curriculum().then());
    return new ArrayList<>(levels.stream().map(Optional::of).toList());
  }

  private static DryRun of(Recipe recipe, TrainStep step, Timing timing) {
    long values = 0;
    long trained = 0;
    for (Parameter parameter : step.parameters()) {
      values += parameter.elements();
      trained += step.isTrained(parameter) ? parameter.elements() : 0;
    }
    Schedule schedule = recipe.schedule();
    int f32 = Dtype.F32.bytes();
    long validations =
        recipe.validation() == null
            ? 0
            : LongStream.rangeClosed(1, schedule.steps()).filter(schedule::validatesAfter).count();
    return new DryRun(
        TIMED,
        timing.seconds() / TIMED,
        timing.slowest(),
        timing.coreSeconds() / TIMED,
        timing.tokens() / timing.seconds(),
        schedule.steps(),
        values,
        f32 * (values + 3 * trained),
        f32 * (values + 2 * trained),
        recipe.weightType().bytes() * values,
        schedule.steps() / schedule.saveEvery() + 1,
        validations);
  }
}
