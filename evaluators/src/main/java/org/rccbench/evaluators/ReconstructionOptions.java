package org.rccbench.evaluators;

import java.util.Collections;
import java.util.List;

/**
 * Options of the task {@code reconstruction}; the defaults are the paper's (section 4.1).
 *
 * @param data the texts to reconstruct; exactly one source is needed
 * @param chronicle passages of generated documents
 * @param length context length in tokens, default 2048; a shorter text is used whole
 * @param samples at most how many contexts, default 100
 * @param prompt tokens of each prompt, default 10
 * @param positions where in the context the prompts start, default 0, 300, 600, 900, 1200
 * @param generate tokens to generate, default 500
 * @param scoreLengths how many of them are scored, default 100, 200, 300, 400, 500; in the suite
 *     {@code score_lengths}
 * @param surprise whether the model is also asked how probable each right token is, default no: it
 *     takes another pass over each reference
 */
record ReconstructionOptions(
    DataSource data,
    GeneratedText chronicle,
    Integer length,
    Integer samples,
    Integer prompt,
    List<Integer> positions,
    Integer generate,
    List<Integer> scoreLengths,
    Boolean surprise) {

  ReconstructionOptions {
    if ((data == null) == (chronicle == null)) {
      throw new IllegalArgumentException(
          "reconstruction needs a source: either data: {reader, path} or chronicle: {world}");
    }
    length = length == null ? 2048 : length;
    samples = samples == null ? 100 : samples;
    prompt = prompt == null ? 10 : prompt;
    positions =
        Checks.distinct(
            "positions", positions == null ? List.of(0, 300, 600, 900, 1200) : positions);
    generate = generate == null ? 500 : generate;
    scoreLengths =
        Checks.distinct(
            "score_lengths",
            scoreLengths == null ? List.of(100, 200, 300, 400, 500) : scoreLengths);
    surprise = surprise != null && surprise;
    Checks.positive("length", length);
    Checks.positive("samples", samples);
    Checks.positive("prompt", prompt);
    positions.forEach(position -> Checks.notNegative("positions", position));
    scoreLengths.forEach(tokens -> Checks.positive("score_lengths", tokens));
    if (Collections.max(scoreLengths) > generate) {
      throw new IllegalArgumentException(
          "score_lengths reach to "
              + Collections.max(scoreLengths)
              + " but generate is "
              + generate
              + "; raise generate or leave the longer lengths out");
    }
  }
}
