package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import org.rccbench.datasets.TextEncoder;

/**
 * Options of the task {@code variable_tracking}: a value goes from variable to variable through
 * lines that stand far apart; all that have it are asked for (RULER's variable tracking).
 *
 * @param lengths most tokens of a context, default 2048, 8192
 * @param hops how often the value is handed on, default 2, 4
 * @param chains how many values there are, each with as many hops, default 1
 * @param samples of each cell, default 10
 * @param generate tokens to generate, default 30
 */
record VariableTrackingOptions(
    List<Long> lengths, List<Integer> hops, Integer chains, Integer samples, Integer generate) {
  static final String NAME = "variable_tracking";
  private static final int SMALLEST = 10_000;
  private static final int NUMBERS = 90_000;

  VariableTrackingOptions {
    lengths = Checks.distinct("lengths", lengths == null ? List.of(2048L, 8192L) : lengths);
    hops = Checks.distinct("hops", hops == null ? List.of(2, 4) : hops);
    chains = chains == null ? 1 : chains;
    samples = samples == null ? 10 : samples;
    generate = generate == null ? 30 : generate;
    lengths.forEach(length -> Checks.positive("lengths", length));
    hops.forEach(count -> Checks.positive("hops", count));
    Checks.positive("chains", chains);
    if (chains > NUMBERS) {
      throw new IllegalArgumentException(
          "chains must be at most " + NUMBERS + ", one for each value, was " + chains);
    }
    for (int count : hops) {
      MadeWords.require("hops of every chain", (count + 1L) * chains);
    }
    Checks.positive("samples", samples);
    Checks.positive("generate", generate);
  }

  Task task(long dataSeed) {
    PuzzleTask.Grid grid =
        PuzzleTask.Grid.of(lengths, samples, generate)
            .by("hops", hops)
            .by("chains", List.of(chains));
    return new PuzzleTask(NAME, grid, dataSeed, VariableTrackingOptions::puzzle);
  }

  private static Puzzle puzzle(TextEncoder encoder, SortedMap<String, String> cell, long seed) {
    Random random = new Random(seed);
    int hops = Integer.parseInt(cell.get("hops"));
    int chains = Integer.parseInt(cell.get("chains"));
    List<String> names =
        MadeWords.draw((hops + 1) * chains, random).stream()
            .map(word -> word.toUpperCase(Locale.ROOT))
            .toList();
    int[] values = random.ints(SMALLEST, SMALLEST + NUMBERS).distinct().limit(chains).toArray();
    List<Haystack.Line> lines = new ArrayList<>();
    for (int chain = 0; chain < chains; chain++) {
      lines.addAll(
          chain(
              names.subList(chain * (hops + 1), (chain + 1) * (hops + 1)), values[chain], random));
    }
    String question = "Which variables have the value " + values[0] + "? The variables with it are";
    try {
      return Puzzle.of(
          Haystack.of(encoder, Long.parseLong(cell.get("length")), seed, lines),
          question,
          names.subList(0, hops + 1));
    } catch (IllegalArgumentException e) {
      return Puzzle.none(e.getMessage());
    }
  }

  /** The lines of one value, in the order in which it is handed on. */
  private static List<Haystack.Line> chain(List<String> names, int value, Random random) {
    double[] shares = random.doubles(names.size()).toArray();
    Arrays.sort(shares);
    List<Haystack.Line> lines = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String from = i == 0 ? Integer.toString(value) : "VAR " + names.get(i - 1);
      lines.add(new Haystack.Line("VAR " + names.get(i) + " = " + from + ".", shares[i]));
    }
    return lines;
  }
}
