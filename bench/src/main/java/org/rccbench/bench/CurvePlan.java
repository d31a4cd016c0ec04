package org.rccbench.bench;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.rccbench.evaluators.Suite;
import org.rccbench.models.ModelSpec;

/**
 * One line of the memory and time figure.
 *
 * @param model the line's name
 * @param spec how each process opens the model
 * @param tokens context lengths, ascending
 * @param seed seed of the random context ids
 */
record CurvePlan(String model, ModelSpec spec, List<Long> tokens, long seed) {
  /** The seed of every curve that names none. */
  static final long SEED = 1;

  CurvePlan {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(spec, "spec");
    tokens = List.copyOf(tokens);
    long last = 0;
    for (long length : tokens) {
      if (length <= last) {
        throw new IllegalArgumentException(
            "context lengths must be > 0 and ascend, were " + tokens);
      }
      last = length;
    }
  }

  /** The curves of a suite. */
  static List<CurvePlan> of(Suite suite) {
    return suite.curves().stream()
        .map(
            curve ->
                new CurvePlan(
                    curve.model(), suite.models().get(curve.model()), curve.lengths(), SEED))
        .toList();
  }

  /** Powers of two from {@code from} to {@code to}, both included. */
  static List<Long> doublings(long from, long to) {
    return LongStream.iterate(from, n -> n <= to, n -> n * 2).boxed().toList();
  }
}
