package org.rccbench.bench;

import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenContext;
import org.rccbench.evaluators.CostModel;
import org.rccbench.evaluators.Work;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Memory;

/**
 * How fast a model reads and decodes, from short tries at two lengths: a second length tells what
 * grows with the context from what does not.
 */
final class Calibration {
  private static final int TOKENS = 1024;
  private static final int LONGER = 4;
  private static final int NEW_TOKENS = 17;
  private static final int[] PROMPT = {1, 2, 3, 4};

  private Calibration() {}

  /** Tries a model; the first try is not counted, since it pays for what is set up once. */
  static CostModel of(ContextModel model) {
    // A whole window, where there are windows: a shorter context would be repeated to fill one.
    long tokens = Math.max(TOKENS, model.card().window());
    attempt(model, tokens, new CostModel());
    CostModel cost = new CostModel();
    attempt(model, tokens, cost);
    attempt(model, LONGER * tokens, cost);
    return cost;
  }

  private static void attempt(ContextModel model, long tokens, CostModel cost) {
    Context context = TokenContext.random(tokens, model.card().vocabulary(), 1);
    try (Memory memory = model.read(context)) {
      Generation answer = memory.generate(PROMPT, Decoding.greedy(NEW_TOKENS));
      cost.learn(Work.reading(memory.ledger()), memory.readTimes());
      cost.learn(
          Work.answering((double) memory.ledger().positions(), PROMPT.length, answer.ids().length),
          answer.times());
    }
  }
}
