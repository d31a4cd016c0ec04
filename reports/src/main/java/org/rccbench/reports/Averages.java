package org.rccbench.reports;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Headline;
import org.rccbench.evaluators.statistics.Resampling;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Means with their intervals, all by the averaging rule of {@link Headline}. */
final class Averages {
  private static final double LEVEL = 0.95;

  /** What a column of that name means. */
  static final String CHANCE =
      "The column \"chance\" is the share of right answers of a guess that knows the task but not"
          + " the text, where every sample has a known one.";

  private static final Resampling NONE = new Resampling(1, 1, LEVEL);

  private Averages() {}

  static void addColumns(Table table) {
    table.addColumns(
        DoubleColumn.create("score"),
        DoubleColumn.create("low 95 %"),
        DoubleColumn.create("high 95 %"),
        StringColumn.create("interval"),
        LongColumn.create("contexts"));
  }

  /** Fills mean, interval and contexts of a profile; without a score they stay missing. */
  static void fill(Row row, List<SampleLine> lines, String profile, Resampling resampling) {
    Headline.of(lines, profile, resampling)
        .ifPresent(
            headline -> {
              row.setDouble("score", headline.mean());
              row.setLong("contexts", headline.contexts());
              headline
                  .interval()
                  .ifPresent(
                      interval -> {
                        row.setDouble("low 95 %", interval.low());
                        row.setDouble("high 95 %", interval.high());
                        row.setString("interval", interval.method());
                      });
            });
  }

  /** Fills what guessing would reach, where it is known for every sample. */
  static void fillChance(Row row, List<SampleLine> lines) {
    lines.stream()
        .mapToDouble(
            line ->
                line.details().get("chance") instanceof Number chance
                    ? chance.doubleValue()
                    : Double.NaN)
        .average()
        .ifPresent(
            chance -> {
              if (!Double.isNaN(chance)) {
                row.setDouble("chance", chance);
              }
            });
  }

  /** Mean of a profile, or NaN, which a table shows as missing. */
  static double mean(List<SampleLine> lines, String profile) {
    return Headline.of(lines, profile, NONE).map(Headline::mean).orElse(Double.NaN);
  }

  /** The profiles that any sample has, sorted. */
  static SortedSet<String> profiles(List<SampleLine> lines) {
    return lines.stream()
        .filter(line -> line.scores() != null)
        .flatMap(line -> line.scores().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
