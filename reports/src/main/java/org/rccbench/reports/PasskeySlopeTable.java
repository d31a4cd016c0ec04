package org.rccbench.reports;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.evaluators.statistics.OrdinaryLeastSquares;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What each doubling of the context costs in keys found: the line through the samples' scores
 * against the binary logarithm of the length. Only depths that every length has are in it, since a
 * key is easier found at one depth than at another.
 */
final class PasskeySlopeTable {
  private static final double LEVEL = 0.95;
  private static final double NO_WIDTH = 1e-9;
  private static final String SLOPE = "slope";

  private final SampleColumns columns;
  private final List<SampleLine> lines;
  private final Table table;

  private PasskeySlopeTable(RunData run) {
    this.columns = new SampleColumns(run);
    this.lines = run.samplesOf(PasskeyTable.TASK);
    this.table = SampleColumns.start("passkey-slope");
    table.addColumns(
        StringColumn.create("profile"),
        StringColumn.create(PasskeyTable.FILLER),
        LongColumn.create("shortest"),
        LongColumn.create("longest"),
        DoubleColumn.create(SLOPE),
        DoubleColumn.create("low 95 %"),
        DoubleColumn.create("high 95 %"),
        StringColumn.create("interval"));
    SampleColumns.end(table);
  }

  static ReportTable of(RunData run) {
    return new PasskeySlopeTable(run).filled();
  }

  private ReportTable filled() {
    Optional<String> profile = Profiles.headline(lines);
    if (profile.isPresent()) {
      for (List<SampleLine> ofModel : Cells.byModel(lines).values()) {
        for (List<SampleLine> ofFiller : PasskeyTable.byFiller(ofModel).values()) {
          add(atCommonDepths(ofFiller), profile.get());
        }
      }
    }
    return new ReportTable(
        "passkey-slope",
        "Pass key retrieval: change of the share of keys found with each doubling of the context",
        columns.notes(
            "Slope: of the least-squares line through the samples' scores against the binary"
                + " logarithm of the length, over the depths that every length has; where all"
                + " are on the line it has no interval."),
        table);
  }

  private static List<SampleLine> atCommonDepths(List<SampleLine> lines) {
    Set<String> common = new HashSet<>(Cells.by(lines, "depth").keySet());
    Cells.by(lines, "length")
        .values()
        .forEach(ofLength -> common.retainAll(Cells.by(ofLength, "depth").keySet()));
    return lines.stream().filter(line -> common.contains(line.value("depth").orElse(""))).toList();
  }

  private void add(List<SampleLine> same, String profile) {
    List<SampleLine> scored =
        same.stream()
            .filter(line -> line.outcome() == Outcome.SCORED)
            .filter(line -> line.scores().containsKey(profile))
            .filter(line -> line.value("length").orElse("").matches("[1-9][0-9]{0,17}"))
            .toList();
    SortedMap<String, List<SampleLine>> lengths = Cells.by(scored, "length");
    if (lengths.size() < 2) {
      return;
    }
    double[] doublings = scored.stream().mapToDouble(PasskeySlopeTable::doublings).toArray();
    double[] scores = scored.stream().mapToDouble(line -> line.scores().get(profile)).toArray();
    OrdinaryLeastSquares line = OrdinaryLeastSquares.of(doublings, scores);
    Row row = table.appendRow();
    columns.fill(row, same);
    row.setString("profile", profile);
    row.setString(PasskeyTable.FILLER, PasskeyTable.filler(same.get(0)));
    row.setLong("shortest", Long.parseLong(lengths.firstKey()));
    row.setLong("longest", Long.parseLong(lengths.lastKey()));
    row.setDouble(SLOPE, line.slope());
    Interval interval = scores.length > 2 ? line.slopeInterval(LEVEL) : null;
    // points on one line say nothing of how far others would be from it
    if (interval != null && interval.high() - interval.low() > NO_WIDTH) {
      row.setDouble("low 95 %", interval.low());
      row.setDouble("high 95 %", interval.high());
      row.setString("interval", interval.method());
    }
  }

  private static double doublings(SampleLine line) {
    return Points.log2(Double.parseDouble(line.value("length").orElseThrow()));
  }
}
