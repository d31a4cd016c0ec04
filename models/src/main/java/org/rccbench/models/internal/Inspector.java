package org.rccbench.models.internal;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rccbench.models.Decoding;
import org.rccbench.models.Inspection;
import org.rccbench.models.LevelStatistics;
import org.rccbench.models.ModelCard;

/** Looks into a decoder by the same script that evaluation runs, with its observer on. */
final class Inspector {
  private Inspector() {}

  static Inspection of(
      GptNeox decoder, DecoderMemory memory, ModelCard card, int[] tokens, int generate) {
    if (tokens.length == 0) {
      throw new IllegalArgumentException("nothing to inspect: give at least one token");
    }
    TokenIds.check(tokens, tokens.length, card.vocabulary());
    double[] logProbabilities =
        memory.logProbabilities(
            new int[] {tokens[0]}, Arrays.copyOfRange(tokens, 1, tokens.length));
    return new Inspection(
        card,
        null,
        tokens.clone(),
        List.of(),
        observe(decoder, memory.cache(), tokens),
        logProbabilities,
        memory.lastLogits(tokens),
        memory.generate(tokens, Decoding.greedy(generate)).ids());
  }

  /** Statistics of all levels over new tokens; the cache is cut back. */
  private static List<LevelStatistics> observe(GptNeox decoder, KvCache cache, int[] tokens) {
    int before = cache.used();
    cache.reserve(tokens.length);
    try (PtNDArray ids = decoder.script().ids(tokens, tokens.length);
        IValue levels =
            decoder.script().call("tokens", ids, cache.tensors(), before, tokens.length, true)) {
      return statistics(decoder, levels);
    }
  }

  static List<LevelStatistics> statistics(GptNeox tower, IValue levels) {
    List<LevelStatistics> all = new ArrayList<>();
    for (float[] values : floats(tower, levels)) {
      all.add(LevelStatistics.of(values, tower.config().hidden()));
    }
    return all;
  }

  static List<float[]> floats(GptNeox tower, IValue levels) {
    List<float[]> all = new ArrayList<>();
    for (PtNDArray level : tower.script().tensors(levels)) {
      try (level) {
        all.add(tower.script().floats("widen", level));
      }
    }
    return all;
  }
}
