package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The columns that every row over samples has: whose it is, how many stand behind it. */
final class SampleColumns {
  private final RunData run;

  SampleColumns(RunData run) {
    this.run = run;
  }

  static Table start(String name) {
    return Table.create(name)
        .addColumns(
            StringColumn.create("model"),
            StringColumn.create("kind"),
            StringColumn.create("weights"));
  }

  static void end(Table table) {
    table.addColumns(
        LongColumn.create("scored"),
        LongColumn.create("planned"),
        LongColumn.create("failed"),
        LongColumn.create("skipped"),
        StringColumn.create("flags"));
  }

  /** Fills them from the samples behind a row, at least one, all of one model. */
  void fill(Row row, List<SampleLine> lines) {
    SampleLine first = lines.get(0);
    row.setString("model", first.model());
    String kind = run.kinds().get(first.model());
    if (kind != null) {
      row.setString("kind", kind);
    }
    row.setString("weights", Weights.words(lines.stream().allMatch(SampleLine::trained)));
    row.setLong("scored", count(lines, Outcome.SCORED));
    if (run.complete()) {
      row.setLong("planned", lines.size());
    }
    row.setLong("failed", count(lines, Outcome.FAILED));
    row.setLong("skipped", count(lines, Outcome.SKIPPED));
    row.setString("flags", flags(lines));
  }

  /** Says what a dash under "planned" means, where there is one. */
  List<String> notes(String... notes) {
    List<String> all = new ArrayList<>(List.of(notes));
    if (!run.complete()) {
      all.add("The run is not complete: how many samples were planned is not known here.");
    }
    return all;
  }

  private static long count(List<SampleLine> lines, Outcome outcome) {
    return lines.stream().filter(line -> line.outcome() == outcome).count();
  }

  private static String flags(List<SampleLine> lines) {
    Map<String, Integer> counts = new TreeMap<>();
    for (SampleLine line : lines) {
      List<String> flags = line.flags() == null ? List.of() : line.flags();
      flags.forEach(flag -> counts.merge(flag, 1, Integer::sum));
    }
    List<String> words = new ArrayList<>();
    counts.forEach((flag, count) -> words.add(flag + " in " + count));
    SameMisses.of(lines).forEach(words::add);
    return String.join(", ", words);
  }
}
