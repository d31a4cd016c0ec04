package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Headline;
import org.rccbench.evaluators.statistics.PairedScores;
import org.rccbench.evaluators.statistics.Retention;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What share of the uncompressed model's score each model keeps on the same samples, against the
 * bytes that it keeps of the context.
 */
final class RetentionTable {

  private final RunData run;
  private final Table table =
      Table.create("retention")
          .addColumns(
              StringColumn.create("task"),
              StringColumn.create("model"),
              StringColumn.create("weights"),
              StringColumn.create("mode"),
              StringColumn.create("profile"),
              StringColumn.create("baseline"),
              LongColumn.create("contexts"),
              LongColumn.create("samples"),
              DoubleColumn.create("retention"),
              DoubleColumn.create("low 95 %"),
              DoubleColumn.create("high 95 %"),
              StringColumn.create("interval"),
              DoubleColumn.create("kept [bytes]"),
              DoubleColumn.create("kept by the baseline [bytes]"),
              StringColumn.create("note"));

  private RetentionTable(RunData run) {
    this.run = run;
    QuestionGroups.addColumn(table, run.samples());
  }

  static ReportTable of(RunData run) {
    RetentionTable retention = new RetentionTable(run);
    run.samples().stream().map(SampleLine::task).distinct().sorted().forEach(retention::addTask);
    return new ReportTable(
        "retention",
        "Share of the uncompressed model's score that is kept, on the same samples",
        List.of(
            "Retention: ratio of the means over contexts, both scores of a context together;"
                + " interval by resampling contexts. Empty where the uncompressed score is not"
                + " clearly above 0; the note says so.",
            "Baseline: of the uncompressed models that share the most samples the one that does"
                + " best on them.",
            "Kept: bytes of the decoder's cache that the context takes, mean over samples."),
        retention.table);
  }

  private void addTask(String task) {
    List<SampleLine> lines = run.samplesOf(task);
    for (List<SampleLine> candidate : PaperTables.byModelModeAndGroup(lines)) {
      // tasks of one name may score other lengths, so the profile is the candidate's own
      Profiles.headline(candidate).ifPresent(profile -> addBeside(lines, candidate, profile));
    }
  }

  private void addBeside(List<SampleLine> lines, List<SampleLine> candidate, String profile) {
    UncompressedModel.beside(lines, run.kinds(), candidate, profile)
        .filter(full -> !full.name().equals(candidate.get(0).model()))
        .ifPresent(full -> add(candidate, full, profile));
  }

  private void add(List<SampleLine> candidate, UncompressedModel full, String profile) {
    List<PairedScores.Pair> pairs = new ArrayList<>();
    List<SampleLine> kept = new ArrayList<>();
    List<SampleLine> whole = new ArrayList<>();
    for (SampleLine line : candidate) {
      Optional<SampleLine> other = full.answer(line);
      if (other.isPresent() && UncompressedModel.hasScore(line, profile)) {
        pairs.add(
            new PairedScores.Pair(
                line.context(), other.get().scores().get(profile), line.scores().get(profile)));
        kept.add(line);
        whole.add(other.get());
      }
    }
    if (!pairs.isEmpty()) {
      SampleLine first = candidate.get(0);
      Row row = table.appendRow();
      row.setString("task", first.task());
      row.setString("model", first.model());
      row.setString("weights", Weights.words(first.trained()));
      row.setString("mode", PaperTables.mode(first));
      QuestionGroups.fill(row, first);
      row.setString("profile", profile);
      row.setString("baseline", full.name());
      bytes(kept).ifPresent(bytes -> row.setDouble("kept [bytes]", bytes));
      bytes(whole).ifPresent(bytes -> row.setDouble("kept by the baseline [bytes]", bytes));
      fill(row, PairedScores.of(pairs, Headline.best(profile)));
    }
  }

  private void fill(Row row, PairedScores scores) {
    row.setLong("contexts", scores.contexts());
    row.setLong("samples", scores.samples());
    Retention retention = scores.retention(run.resampling());
    retention.ratio().ifPresent(ratio -> row.setDouble("retention", ratio));
    retention
        .interval()
        .ifPresent(
            interval -> {
              row.setDouble("low 95 %", interval.low());
              row.setDouble("high 95 %", interval.high());
              row.setString("interval", interval.method());
            });
    row.setString("note", retention.note() == null ? "" : retention.note());
  }

  private static OptionalDouble bytes(List<SampleLine> lines) {
    return lines.stream()
        .filter(line -> line.ledger() != null && line.ledger().get("kvBytes") instanceof Number)
        .mapToDouble(line -> ((Number) line.ledger().get("kvBytes")).doubleValue())
        .average();
  }
}
