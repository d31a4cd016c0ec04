package org.rccbench.bench.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.rccbench.datasets.TokenContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelSpec;

/**
 * What a model answers to a small fixed question: a context, a prompt, a continuation, all random
 * ids of its vocabulary.
 *
 * @param ids greedy ids after the prompt
 * @param logProbabilities of the continuation after the prompt, natural log
 */
record Answers(List<Integer> ids, List<Double> logProbabilities) {
  private static final int CONTEXT = 160;
  private static final int PROMPT = 8;
  private static final int CONTINUATION = 24;
  private static final int NEW_TOKENS = 8;
  private static final long SEED = 7;

  /** Copies the lists. */
  Answers {
    ids = List.copyOf(ids);
    logProbabilities = List.copyOf(logProbabilities);
  }

  /** Opens the model, asks, and closes it. */
  static Answers of(ModelSpec spec) {
    try (ContextModel model = ContextModels.open(spec)) {
      int vocabulary = model.card().vocabulary();
      SplittableRandom random = new SplittableRandom(SEED);
      int[] prompt = random.ints(PROMPT, 0, vocabulary).toArray();
      int[] continuation = random.ints(CONTINUATION, 0, vocabulary).toArray();
      try (Memory memory = model.read(TokenContext.random(CONTEXT, vocabulary, SEED))) {
        int[] ids = memory.generate(prompt, Decoding.greedy(NEW_TOKENS)).ids();
        double[] scores = memory.logProbabilities(prompt, continuation);
        return new Answers(
            Arrays.stream(ids).boxed().toList(), Arrays.stream(scores).boxed().toList());
      }
    }
  }

  /** Largest absolute difference of the log-probabilities; NaN where a value is NaN. */
  double largestDifference(Answers other) {
    if (logProbabilities.size() != other.logProbabilities.size()) {
      return Double.NaN;
    }
    double largest = 0;
    for (int i = 0; i < logProbabilities.size(); i++) {
      double difference = Math.abs(logProbabilities.get(i) - other.logProbabilities.get(i));
      largest = Math.max(largest, difference); // Math.max hands NaN on
    }
    return largest;
  }
}
