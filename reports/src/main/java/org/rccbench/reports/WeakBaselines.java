package org.rccbench.reports;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * Says of an uncompressed model that it does not even repeat the text before it: to be better than
 * such a baseline shows nothing of a compression.
 */
final class WeakBaselines {
  /** BLEU-4 from which on a model counts as one that repeats what it reads. */
  private static final double STRONG = 0.95;

  private WeakBaselines() {}

  /**
   * A note for each uncompressed model that is weak over the longest length it was scored at.
   *
   * @param rows of headline scores with columns {@code model} and {@code score}
   * @param length the column of the scored length in tokens
   */
  static String[] notes(RunData run, Table rows, String length) {
    SortedMap<String, Double> scores = new TreeMap<>(Cells.NAMES);
    Map<String, Long> longest = new HashMap<>();
    for (Row row : rows) {
      String model = row.getString("model");
      long tokens = row.getLong(length);
      if ("full".equals(run.kinds().get(model))
          && longest.merge(model, tokens, Math::max) == tokens) {
        scores.put(model, row.getDouble("score"));
      }
    }
    return scores.entrySet().stream()
        .filter(model -> model.getValue() < STRONG)
        .map(model -> note(model.getKey(), model.getValue(), longest.get(model.getKey())))
        .toArray(String[]::new);
  }

  private static String note(String model, double score, long tokens) {
    return String.format(
        Locale.ROOT,
        "%s has the text before it and scores %.3f over %d tokens: a weak baseline (under %.2f),"
            + " so to be better than it says little.",
        model,
        score,
        tokens,
        STRONG);
  }
}
