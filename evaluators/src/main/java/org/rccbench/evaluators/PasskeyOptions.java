package org.rccbench.evaluators;

import java.util.List;

/**
 * Options of the task {@code passkey}.
 *
 * @param lengths context lengths in tokens, default 2048, 8192, 32768
 * @param depths where the key stands, in percent of the filler, default 0, 25, 50, 75, 100
 * @param samples samples of each cell, default 10
 * @param generate tokens to generate, default 10 (landmark-attention, llama/run_test.py)
 */
record PasskeyOptions(List<Long> lengths, List<Double> depths, Integer samples, Integer generate) {

  PasskeyOptions {
    lengths = Checks.distinct("lengths", lengths == null ? List.of(2048L, 8192L, 32768L) : lengths);
    depths =
        Checks.distinct("depths", depths == null ? List.of(0.0, 25.0, 50.0, 75.0, 100.0) : depths);
    samples = samples == null ? 10 : samples;
    generate = generate == null ? 10 : generate;
    lengths.forEach(length -> Checks.positive("lengths", length));
    for (double depth : depths) {
      if (!(depth >= 0 && depth <= 100)) {
        throw new IllegalArgumentException("depths must lie in 0 to 100, was " + depth);
      }
    }
    Checks.positive("samples", samples);
    Checks.positive("generate", generate);
  }
}
