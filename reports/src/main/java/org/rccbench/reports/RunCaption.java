package org.rccbench.reports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rccbench.evaluators.results.RunRecord;
import tech.tablesaw.api.Table;

/**
 * What a table says of the run it comes from.
 *
 * @param run the suite's hash and when the run began; empty where no run.json tells
 * @param scale the suite's name; empty where no run.json tells
 * @param scorers signature of each profile
 * @param note what else qualifies every number, if anything
 */
record RunCaption(String run, String scale, Map<String, String> scorers, Optional<String> note) {
  private static final int HASH = 12;

  RunCaption {
    scorers = Map.copyOf(scorers);
  }

  static RunCaption read(Path folder) {
    return RunRecord.read(folder)
        .map(RunCaption::of)
        .orElse(new RunCaption("", "", Map.of(), Optional.empty()));
  }

  private static RunCaption of(RunRecord record) {
    String hash = record.suiteSha256();
    return new RunCaption(
        hash.substring(0, Math.min(HASH, hash.length())) + " of " + record.started(),
        record.suiteName().map(Shown::oneLine).orElse(""),
        record.scorers(),
        Optional.empty());
  }

  /** One caption for several runs. */
  static RunCaption join(List<RunCaption> runs) {
    Map<String, String> scorers = new TreeMap<>();
    runs.forEach(run -> scorers.putAll(run.scorers));
    return new RunCaption(
        String.join("; ", runs.stream().map(RunCaption::run).distinct().toList()),
        String.join("; ", runs.stream().map(RunCaption::scale).distinct().toList()),
        scorers,
        Optional.empty());
  }

  /** The same with a note. */
  RunCaption with(Optional<String> other) {
    return new RunCaption(run, scale, scorers, other);
  }

  /** n, interval, scorer signatures, scale and run of a table, one sentence each. */
  List<String> sentences(ReportTable report) {
    List<String> sentences = new ArrayList<>();
    Table table = report.table();
    if (table.containsColumn("contexts") && table.containsColumn("scored")) {
      sentences.add(
          "n: "
              + range(table, "contexts")
              + " contexts, "
              + range(table, "scored")
              + " scored samples a row.");
    }
    for (String interval : texts(table, "interval")) {
      sentences.add("Interval: 95 %, " + interval + ".");
    }
    for (String profile : texts(table, "profile")) {
      String base = profile.replaceAll("@[0-9]+$", "");
      if (scorers.containsKey(base)) {
        String sentence = "Scorer " + base + ": " + scorers.get(base) + ".";
        if (!sentences.contains(sentence)) {
          sentences.add(sentence);
        }
      }
    }
    note.ifPresent(sentences::add);
    if (!scale.isEmpty()) {
      sentences.add("Scale: " + scale + ".");
    }
    if (!run.isEmpty()) {
      sentences.add("Run: " + run + ".");
    }
    return sentences;
  }

  private static String range(Table table, String column) {
    NavigableSet<Long> values = new TreeSet<>();
    for (int i = 0; i < table.rowCount(); i++) {
      if (!table.column(column).isMissing(i)) {
        values.add(table.longColumn(column).getLong(i));
      }
    }
    if (values.isEmpty()) {
      return "no";
    }
    return values.size() == 1
        ? Long.toString(values.first())
        : values.first() + " to " + values.last();
  }

  private static NavigableSet<String> texts(Table table, String column) {
    NavigableSet<String> values = new TreeSet<>();
    if (table.containsColumn(column)) {
      table.stringColumn(column).asList().stream().filter(v -> !v.isEmpty()).forEach(values::add);
    }
    return values;
  }
}
