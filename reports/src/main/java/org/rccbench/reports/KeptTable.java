package org.rccbench.reports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.ContextScores;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Text reconstruction beside what is kept of the text: bytes of the decoder's cache a token, and
 * how many bits of text a slot stands for. The bits are those of the same tokens under the
 * uncompressed model that has not read the context ({@code blind}), teacher forcing, so that they
 * say what a slot must add to what the language alone tells.
 */
final class KeptTable {
  private static final String BLIND = "blind";
  private static final String NATS = "teacher-forced-nats";
  private static final String LOSS = "teacher-forced loss";

  private final RunData run;
  private final SampleColumns columns;
  private final Map<String, Double> blind = new HashMap<>();

  private KeptTable(RunData run) {
    this.run = run;
    this.columns = new SampleColumns(run);
    List<SampleLine> lines = run.samplesOf(ReconstructionTables.TASK);
    // by name, each for the samples that it was asked about alone
    for (List<SampleLine> ofModel : Cells.byModel(lines).values()) {
      if (BLIND.equals(run.kinds().get(ofModel.get(0).model()))) {
        ofModel.forEach(
            line -> nats(line).ifPresent(nats -> blind.putIfAbsent(line.sample(), nats)));
      }
    }
  }

  static ReportTable of(RunData run) {
    return new KeptTable(run).table();
  }

  private ReportTable table() {
    Table table = SampleColumns.start("kept");
    table.addColumns(
        StringColumn.create("length"),
        StringColumn.create("rate"),
        DoubleColumn.create("bytes kept a token"),
        DoubleColumn.create("bits of text a slot"),
        StringColumn.create("profile"));
    Averages.addColumns(table);
    table.addColumns(
        DoubleColumn.create(LOSS),
        DoubleColumn.create("loss low 95 %"),
        DoubleColumn.create("loss high 95 %"));
    SampleColumns.end(table);
    for (List<SampleLine> lines :
        Cells.byModel(run.samplesOf(ReconstructionTables.TASK)).values()) {
      // texts of several lengths are several tasks, each with its own rates and scored lengths
      for (List<SampleLine> ofLength : Cells.by(lines, "length").values()) {
        Profiles.headline(ofLength)
            .ifPresent(profile -> fill(table.appendRow(), ofLength, profile));
      }
    }
    return new ReportTable(
        "reconstruction-kept",
        "Text reconstruction beside what is kept of the text",
        columns.notes(
            "Bytes kept a token: the decoder's cache for the context over the context's tokens.",
            "Bits of text a slot: tokens a slot times the bits of such a token under the model of"
                + " kind blind, which has not read the context; of several the first by name.",
            "Teacher-forced loss: mean negative logarithm of the right tokens' probabilities in"
                + " nats, mean over contexts; the suite asks for it with surprise: true."),
        table);
  }

  private void fill(Row row, List<SampleLine> lines, String profile) {
    columns.fill(row, lines);
    row.setString("length", lines.get(0).value("length").orElse(""));
    row.setString("rate", Rates.of(lines).map(rate -> rate + "x").orElse("none"));
    row.setString("profile", profile);
    Averages.fill(row, lines, profile, run.resampling());
    mean(lines, KeptTable::bytesAToken).ifPresent(x -> row.setDouble("bytes kept a token", x));
    mean(lines, this::bitsASlot).ifPresent(x -> row.setDouble("bits of text a slot", x));
    Map<String, List<Double>> losses = new TreeMap<>();
    for (SampleLine line : lines) {
      nats(line)
          .ifPresent(
              nats -> losses.computeIfAbsent(line.context(), c -> new ArrayList<>()).add(nats));
    }
    if (!losses.isEmpty()) {
      fillLoss(row, ContextScores.of(losses).withEqualContexts());
    }
  }

  private void fillLoss(Row row, ContextScores scores) {
    row.setDouble(LOSS, scores.mean());
    scores
        .interval(run.resampling())
        .ifPresent(
            interval -> {
              row.setDouble("loss low 95 %", interval.low());
              row.setDouble("loss high 95 %", interval.high());
            });
  }

  private static OptionalDouble mean(
      List<SampleLine> lines, Function<SampleLine, Optional<Double>> value) {
    return lines.stream()
        .filter(line -> line.outcome() == Outcome.SCORED)
        .map(value)
        .flatMap(Optional::stream)
        .mapToDouble(Double::doubleValue)
        .average();
  }

  private static Optional<Double> bytesAToken(SampleLine line) {
    return ledger(line, "kvBytes")
        .flatMap(bytes -> ledger(line, "given").filter(n -> n > 0).map(n -> bytes / n));
  }

  private Optional<Double> bitsASlot(SampleLine line) {
    return ledger(line, "slots")
        .filter(slots -> slots > 0)
        .flatMap(slots -> ledger(line, "rateReal"))
        .flatMap(
            rate ->
                Optional.ofNullable(blind.get(line.sample()))
                    .map(nats -> rate * nats / StrictMath.log(2)));
  }

  private static Optional<Double> ledger(SampleLine line, String name) {
    return Optional.ofNullable(line.ledger())
        .map(ledger -> ledger.get(name))
        .filter(Number.class::isInstance)
        .map(number -> ((Number) number).doubleValue());
  }

  private static Optional<Double> nats(SampleLine line) {
    return Optional.ofNullable(line.details().get(NATS))
        .filter(Number.class::isInstance)
        .map(number -> ((Number) number).doubleValue());
  }
}
