package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.rccbench.datasets.TextEncoder;

/**
 * Options of the task {@code needle}: one number is asked of many that the prose hides, each under
 * a name of its own (the multi-key needle of RULER).
 *
 * @param lengths most tokens of a context, default 2048, 8192
 * @param depths where the line that is asked for stands, in percent of the sentences, default 0,
 *     50, 100
 * @param keys how many numbers are hidden, default 1, 4, 16
 * @param samples of each cell, default 10
 * @param generate tokens to generate, default 16
 */
record NeedleOptions(
    List<Long> lengths,
    List<Double> depths,
    List<Integer> keys,
    Integer samples,
    Integer generate) {
  static final String NAME = "needle";
  private static final int SMALLEST = 1_000_000;
  private static final int NUMBERS = 9_000_000;

  NeedleOptions {
    lengths = Checks.distinct("lengths", lengths == null ? List.of(2048L, 8192L) : lengths);
    depths = Checks.distinct("depths", depths == null ? List.of(0.0, 50.0, 100.0) : depths);
    keys = Checks.distinct("keys", keys == null ? List.of(1, 4, 16) : keys);
    samples = samples == null ? 10 : samples;
    generate = generate == null ? 16 : generate;
    lengths.forEach(length -> Checks.positive("lengths", length));
    keys.forEach(count -> Checks.positive("keys", count));
    keys.forEach(count -> MadeWords.require("keys", count));
    depths.forEach(depth -> Checks.percent("depths", depth));
    Checks.positive("samples", samples);
    Checks.positive("generate", generate);
  }

  Task task(long dataSeed) {
    PuzzleTask.Grid grid =
        PuzzleTask.Grid.of(lengths, samples, generate).by("depth", depths).by("keys", keys);
    return new PuzzleTask(NAME, grid, dataSeed, NeedleOptions::puzzle);
  }

  private static Puzzle puzzle(TextEncoder encoder, SortedMap<String, String> cell, long seed) {
    Random random = new Random(seed);
    int keys = Integer.parseInt(cell.get("keys"));
    List<String> names = MadeWords.draw(keys, random);
    List<Haystack.Line> lines = new ArrayList<>();
    String asked = "";
    for (int i = 0; i < keys; i++) {
      String number = Integer.toString(SMALLEST + random.nextInt(NUMBERS));
      asked = i == 0 ? number : asked;
      double share = i == 0 ? Double.parseDouble(cell.get("depth")) / 100 : random.nextDouble();
      lines.add(new Haystack.Line("The code of " + names.get(i) + " is " + number + ".", share));
    }
    String question =
        "What is the code of " + names.get(0) + "? The code of " + names.get(0) + " is";
    try {
      return Puzzle.of(
              Haystack.of(encoder, Long.parseLong(cell.get("length")), seed, lines),
              question,
              List.of(asked))
          .withChance(1.0 / NUMBERS);
    } catch (IllegalArgumentException e) {
      return Puzzle.none(e.getMessage());
    }
  }
}
