package org.rccbench.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Windows and rates in the order in which they are learnt, with the same weights.
 *
 * @param levels one after the other
 * @param gate running accuracy that ends a level, 0 for none
 * @param minSteps steps that a level has at least
 * @param revisit share of steps at an earlier level, drawn evenly
 * @param then levels that are drawn from, evenly, once the last one is over; without them the last
 *     level stays
 */
public record CurriculumPlan(
    List<Stage> levels, Double gate, Integer minSteps, Double revisit, List<Level> then) {

  /** Fills in defaults and checks that no level lasts for ever before another. */
  public CurriculumPlan {
    levels = List.copyOf(Recipe.required("levels", levels));
    gate = gate == null ? Double.valueOf(0) : gate;
    minSteps = minSteps == null ? Integer.valueOf(30) : minSteps;
    revisit = revisit == null ? Double.valueOf(0) : revisit;
    then = then == null ? List.of() : List.copyOf(then);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("levels must not be empty");
    }
    if (!(gate >= 0 && gate < 1) || !(revisit >= 0 && revisit < 1) || minSteps < 1) {
      throw new IllegalArgumentException(
          "gate and revisit must be in [0, 1) and min_steps > 0, were "
              + gate
              + ", "
              + revisit
              + " and "
              + minSteps);
    }
    int ending = then.isEmpty() ? levels.size() - 1 : levels.size();
    for (int i = 0; i < ending; i++) {
      if (gate == 0 && levels.get(i).steps() == 0) {
        throw new IllegalArgumentException(
            "level " + (i + 1) + " never ends: give it steps, or the curriculum a gate");
      }
    }
  }

  /** All rates, ascending. */
  List<Integer> rates() {
    List<Integer> rates = new ArrayList<>(levels.stream().map(Stage::rate).toList());
    then.forEach(level -> rates.add(level.rate()));
    return rates.stream().distinct().sorted().toList();
  }

  /** Slots of a whole window, at the level that has most of them. */
  int mostSlotsOfAWindow() {
    return Stream.concat(levels.stream().map(Stage::level), then.stream())
        .mapToInt(level -> level.slots(level.window()))
        .max()
        .orElseThrow();
  }

  int longestWindow() {
    return Stream.concat(levels.stream().map(Stage::level), then.stream())
        .mapToInt(Level::window)
        .max()
        .orElseThrow();
  }

  /** What users of the model get who say nothing: the last level. */
  Level last() {
    return then.isEmpty() ? levels.get(levels.size() - 1).level() : then.get(then.size() - 1);
  }

  /**
   * A level of a curriculum.
   *
   * @param window tokens of a window
   * @param rate tokens a slot
   * @param steps after how many steps it ends at the latest, 0 for when the gate opens
   */
  public record Stage(Integer window, Integer rate, Integer steps) {
    /** Checks that it is a level. */
    public Stage {
      steps = steps == null ? Integer.valueOf(0) : steps;
      new Level(Recipe.required("window", window), Recipe.required("rate", rate));
      if (steps < 0) {
        throw new IllegalArgumentException("steps must be >= 0, was " + steps);
      }
    }

    Level level() {
      return new Level(window, rate);
    }
  }
}
