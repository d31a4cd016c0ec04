package org.rccbench.training;

import java.util.List;

/** Where a run stands in its curriculum. The state is part of every checkpoint. */
final class Curriculum {
  /** Weight of the newest accuracy in the running one. */
  private static final double NEWEST = 0.07;

  private final CurriculumPlan plan;
  private State state;

  /**
   * What has to be kept.
   *
   * @param stage number of the level, the number of levels when all are over
   * @param steps at this level
   * @param accuracy running accuracy at this level, from 0
   */
  record State(int stage, int steps, double accuracy) {
    static final State START = new State(0, 0, 0);
  }

  Curriculum(CurriculumPlan plan, State state) {
    this.plan = plan;
    this.state = state;
  }

  State state() {
    return state;
  }

  /**
   * A drawn level.
   *
   * @param level window and rate
   * @param current whether it is the one that the run stands at, not an earlier one
   */
  record Choice(Level level, boolean current) {}

  Choice choose(Draws draws) {
    List<CurriculumPlan.Stage> levels = plan.levels();
    if (state.stage() == levels.size()) {
      return new Choice(plan.then().get(draws.below(plan.then().size())), false);
    }
    if (state.stage() > 0 && draws.share() < plan.revisit()) {
      return new Choice(levels.get(draws.below(state.stage())).level(), false);
    }
    return new Choice(levels.get(state.stage()).level(), true);
  }

  /** Takes the result of a step at the current level in, and goes up where the level is over. */
  void passed(double accuracy) {
    State now =
        new State(
            state.stage(), state.steps() + 1, (1 - NEWEST) * state.accuracy() + NEWEST * accuracy);
    state = isOver(now) ? new State(now.stage() + 1, 0, 0) : now;
  }

  private boolean isOver(State now) {
    boolean last = now.stage() == plan.levels().size() - 1 && plan.then().isEmpty();
    int most = plan.levels().get(now.stage()).steps();
    boolean opened =
        plan.gate() > 0 && now.accuracy() > plan.gate() && now.steps() >= plan.minSteps();
    return !last && (opened || (most > 0 && now.steps() >= most));
  }
}
