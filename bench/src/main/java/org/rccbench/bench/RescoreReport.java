package org.rccbench.bench;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rccbench.evaluators.comparison.Rescoring;
import org.rccbench.evaluators.comparison.Rescoring.Group;
import org.rccbench.evaluators.comparison.Rescoring.Spread;
import org.rccbench.evaluators.statistics.Headline;
import org.rccbench.evaluators.statistics.Interval;

/**
 * What the verb rescore prints.
 *
 * @param file scores.jsonl
 * @param answered samples with an output
 * @param others samples that failed or were not asked
 * @param agreeing scores that the run has too, the same
 * @param differing scores that the run has too, other ones
 * @param profiles one a model, task, mode and profile
 * @param spreads one a model, task, mode and quantity
 */
record RescoreReport(
    String file,
    int answered,
    int others,
    int agreeing,
    int differing,
    List<Row> profiles,
    List<Spread> spreads) {

  /**
   * One profile.
   *
   * @param group whose outputs
   * @param profile its name
   * @param n samples with a score
   * @param contexts contexts with a score
   * @param mean over contexts, or null without a score
   * @param low lower end of the interval, or null without one
   * @param high upper end
   * @param interval how the interval was made
   * @param why first reason of an output without a score, or null
   */
  record Row(
      Group group,
      String profile,
      int n,
      int contexts,
      Double mean,
      Double low,
      Double high,
      String interval,
      String why) {

    static Row of(Rescoring.Row row) {
      return new Row(
          row.group(),
          row.profile(),
          row.headline().map(Headline::samples).orElse(0),
          row.headline().map(Headline::contexts).orElse(0),
          row.headline().map(Headline::mean).orElse(null),
          row.headline().flatMap(Headline::interval).map(Interval::low).orElse(null),
          row.headline().flatMap(Headline::interval).map(Interval::high).orElse(null),
          row.headline().flatMap(Headline::interval).map(Interval::method).orElse(null),
          row.why());
    }
  }

  static RescoreReport of(Rescoring rescoring) {
    return new RescoreReport(
        rescoring.file().toString(),
        rescoring.answered(),
        rescoring.others(),
        rescoring.agreeing(),
        rescoring.differing(),
        rescoring.rows().stream().map(Row::of).toList(),
        rescoring.spreads());
  }

  String text() {
    Lines lines = new Lines();
    lines.add("%d outputs scored, %d samples without one; written to %s", answered, others, file);
    lines.add(
        "of scores that the run has too, %d are the same and %d differ%s",
        agreeing,
        differing,
        differing == 0 ? "" : ": the run was scored by other rules than these");
    profiles.stream().map(Row::group).distinct().forEach(group -> add(lines, group));
    lines.add("");
    lines.add("mean: over contexts; a profile with @n is the run's, over the first n tokens");
    return lines.text();
  }

  private void add(Lines lines, Group group) {
    lines.add("");
    lines.add("%s", name(group));
    for (Row row : profiles) {
      if (row.group.equals(group) && row.n > 0) {
        lines.add(
            "  %-32s %7d %12.6f  %s",
            row.profile,
            row.n,
            row.mean,
            row.low == null
                ? "-"
                : String.format(Locale.ROOT, "[%.6f, %.6f] %s", row.low, row.high, row.interval));
      }
    }
    String none =
        profiles.stream()
            .filter(row -> row.group.equals(group) && row.n == 0)
            .map(Row::profile)
            .collect(Collectors.joining(", "));
    if (!none.isEmpty()) {
      lines.add("  no score: %s", none);
    }
    for (Spread spread : spreads) {
      if (spread.group().equals(group)) {
        lines.add(
            "  spread of %s over %d profiles: %.1f points, from %.1f %% (%s) to %.1f %% (%s)",
            spread.quantity(),
            spread.profiles(),
            100 * (spread.high() - spread.low()),
            100 * spread.low(),
            spread.lowest(),
            100 * spread.high(),
            spread.highest());
      }
    }
  }

  static String name(Group group) {
    return Stream.of(
            group.model(),
            group.trained() ? null : "untrained (random weights)",
            group.task(),
            group.mode())
        .filter(Objects::nonNull)
        .map(Failures::oneLine)
        .collect(Collectors.joining(", "));
  }
}
