package org.rccbench.training;

/**
 * Steps and learning rate: a linear warm-up, a flat part, a fall to a floor.
 *
 * @param steps of the whole run
 * @param learningRate at its highest
 * @param warmup steps to get there, default 0
 * @param shape of the fall: {@code cosine} (default), {@code linear} or {@code constant}
 * @param flat share of the run after which the fall begins, default 0 (right after the warm-up)
 * @param floor share of the learning rate that is left at the end, default 0
 * @param saveEvery steps between two checkpoints, default 200
 * @param validateEvery steps between two validations, default none but the one at the end
 */
public record Schedule(
    Integer steps,
    Double learningRate,
    Integer warmup,
    String shape,
    Double flat,
    Double floor,
    Integer saveEvery,
    Integer validateEvery) {

  /** Fills in defaults and checks the ranges. */
  public Schedule {
    warmup = warmup == null ? Integer.valueOf(0) : warmup;
    shape = shape == null ? "cosine" : shape;
    flat = flat == null ? Double.valueOf(0) : flat;
    floor = floor == null ? Double.valueOf(0) : floor;
    saveEvery = saveEvery == null ? Integer.valueOf(200) : saveEvery;
    if (validateEvery != null && validateEvery < 1) {
      throw new IllegalArgumentException("validate_every must be > 0, was " + validateEvery);
    }
    if (Recipe.required("steps", steps) < 1 || saveEvery < 1 || warmup < 0) {
      throw new IllegalArgumentException(
          "steps and save_every must be > 0 and warmup >= 0, were "
              + steps
              + ", "
              + saveEvery
              + " and "
              + warmup);
    }
    if (!(Recipe.required("learning_rate", learningRate) > 0)) {
      throw new IllegalArgumentException("learning_rate must be > 0, was " + learningRate);
    }
    if (!(flat >= 0 && flat <= 1) || !(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException(
          "flat and floor must be in [0, 1], were " + flat + " and " + floor);
    }
    if (!shape.equals("cosine") && !shape.equals("linear") && !shape.equals("constant")) {
      throw new IllegalArgumentException(
          "unknown shape \"" + shape + "\"; known: cosine, linear, constant");
    }
  }

  /** Whether the model is validated after {@code step}, counted from 1. */
  boolean validatesAfter(long step) {
    return step == steps || (validateEvery != null && step % validateEvery == 0);
  }

  /** The same for training. */
  Schedule withoutValidation() {
    return new Schedule(steps, learningRate, warmup, shape, flat, floor, saveEvery, null);
  }

  /** The learning rate of {@code step}, counted from 0. */
  double rate(long step) {
    if (step < warmup) {
      return learningRate * (step + 1) / warmup;
    }
    double start = Math.max(warmup, flat * steps);
    double fallen = steps <= start ? 0 : Math.max(0, Math.min(1, (step - start) / (steps - start)));
    double left =
        switch (shape) {
          case "cosine" -> 0.5 * (1 + Math.cos(Math.PI * fallen));
          case "linear" -> 1 - fallen;
          default -> 1;
        };
    return learningRate * (floor + (1 - floor) * left);
  }
}
