package org.rccbench.models;

import java.util.List;
import java.util.Optional;
import org.rccbench.datasets.Context;

/**
 * What a model computes for given ids, in numbers that another implementation can be compared with.
 *
 * @param card the model
 * @param ledger what became of the context, null without one
 * @param tokens the ids that were fed after the context
 * @param compressed kept encoder levels of all slots, empty without an encoder; shape [slots, d]
 *     each
 * @param hidden decoder levels over slots and tokens: embedding, blocks, the last one normed
 * @param logProbabilities natural-log probability of each token given all before it; without a
 *     context the first one has none and is left out
 * @param lastLogits logits after the last token, [V]
 * @param greedy ids of a greedy continuation without a stop id
 */
@SuppressWarnings(
    "ArrayRecordComponent") // freshly made, read-only by agreement: vocabularies are large
public record Inspection(
    ModelCard card,
    Ledger ledger,
    int[] tokens,
    List<LevelStatistics> compressed,
    List<LevelStatistics> hidden,
    double[] logProbabilities,
    float[] lastLogits,
    int[] greedy) {

  /** A model that can be looked into. */
  public interface Source {

    /**
     * Feeds a context (where the kind has an encoder) and tokens, and reports what came out.
     *
     * @throws IllegalArgumentException if the kind has no encoder and a context is given, or there
     *     is nothing to feed
     */
    Inspection inspect(Optional<Context> context, int[] tokens, int generate);
  }

  /** The id of the largest logit. */
  public int argmax() {
    int best = 0;
    for (int i = 1; i < lastLogits.length; i++) {
      if (lastLogits[i] > lastLogits[best]) {
        best = i;
      }
    }
    return best;
  }

  /** log of the sum of exponentials of the last logits, in f64. */
  public double logSumExp() {
    double highest = lastLogits[argmax()];
    double sum = 0;
    for (float logit : lastLogits) {
      sum += Math.exp(logit - highest);
    }
    return highest + Math.log(sum);
  }
}
