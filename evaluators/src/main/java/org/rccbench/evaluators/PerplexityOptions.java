package org.rccbench.evaluators;

import java.util.List;
import java.util.Objects;

/**
 * Options of the task {@code perplexity}.
 *
 * @param data the texts
 * @param lengths context lengths in tokens, default 2048
 * @param continuation tokens that follow the context and are predicted, default 512 as in the
 *     paper's training
 * @param samples at most how many contexts of each length, default 100
 */
record PerplexityOptions(
    DataSource data, List<Integer> lengths, Integer continuation, Integer samples) {

  PerplexityOptions {
    Objects.requireNonNull(data, "perplexity needs data: {reader, path}");
    lengths = Checks.distinct("lengths", lengths == null ? List.of(2048) : lengths);
    continuation = continuation == null ? 512 : continuation;
    samples = samples == null ? 100 : samples;
    lengths.forEach(length -> Checks.positive("lengths", length));
    Checks.positive("continuation", continuation);
    Checks.positive("samples", samples);
  }
}
