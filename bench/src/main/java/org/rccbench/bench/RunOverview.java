package org.rccbench.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rccbench.evaluators.RunSummary;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Headline;
import org.rccbench.evaluators.statistics.Resampling;

/**
 * What a verb prints at the end of a run.
 *
 * @param run the run's folder
 * @param scored samples scored now
 * @param failed samples that failed now
 * @param skipped samples skipped now
 * @param resumed samples that an earlier run had done
 * @param rows one a model and task
 * @param files tables and figures
 */
record RunOverview(
    String run,
    long scored,
    long failed,
    long skipped,
    long resumed,
    List<Row> rows,
    List<String> files) {

  /** Intervals stand in the tables; here the mean is enough. */
  private static final Resampling NO_INTERVAL = new Resampling(1, 0, 0.95);

  /**
   * One line.
   *
   * @param model the model's name
   * @param trained whether its weights are trained
   * @param task the task's name
   * @param scored samples with a score
   * @param failed samples that failed
   * @param skipped samples that were skipped
   * @param profile the profile of the score
   * @param score the headline, or null without a scored sample
   */
  record Row(
      String model,
      boolean trained,
      String task,
      long scored,
      long failed,
      long skipped,
      String profile,
      Double score) {}

  static RunOverview of(Path run, RunSummary summary, List<Path> files) {
    Map<String, List<SampleLine>> groups = new TreeMap<>();
    if (Files.exists(run.resolve(Journal.FILE))) {
      for (SampleLine line : Journal.read(run)) {
        groups.computeIfAbsent(line.task() + "\n" + line.model(), k -> new ArrayList<>()).add(line);
      }
    }
    return new RunOverview(
        run.toString(),
        summary.scored(),
        summary.failed(),
        summary.skipped(),
        summary.resumed(),
        groups.values().stream().map(RunOverview::row).toList(),
        files.stream().map(Path::toString).toList());
  }

  private static Row row(List<SampleLine> lines) {
    SampleLine first = lines.get(0);
    String profile = profile(lines);
    return new Row(
        first.model(),
        lines.stream().allMatch(SampleLine::trained),
        first.task(),
        count(lines, Outcome.SCORED),
        count(lines, Outcome.FAILED),
        count(lines, Outcome.SKIPPED),
        profile,
        Headline.of(lines, profile, NO_INTERVAL).map(Headline::mean).orElse(null));
  }

  /** The task's first profile by name; over the most tokens where it is scored at several. */
  private static String profile(List<SampleLine> lines) {
    return lines.stream()
        .flatMap(line -> line.scores().keySet().stream())
        .distinct()
        .min(
            Comparator.comparing((String p) -> p.replaceAll("@.*", ""))
                .thenComparing(Comparator.comparingLong(RunOverview::length).reversed()))
        .orElse("");
  }

  private static long length(String profile) {
    String digits = profile.replaceAll("^[^@]*@?", "");
    return digits.matches("[0-9]{1,9}") ? Long.parseLong(digits) : 0;
  }

  private static long count(List<SampleLine> lines, Outcome outcome) {
    return lines.stream().filter(line -> line.outcome() == outcome).count();
  }

  void print(PrintWriter out) {
    String format = "%-16s %-10s %-15s %7s %7s %8s  %s%n";
    out.printf(Locale.ROOT, format, "model", "weights", "task", "scored", "failed", "skipped", "");
    for (Row row : rows) {
      String score =
          row.score == null ? "-" : String.format(Locale.ROOT, "%.3f (%s)", row.score, row.profile);
      out.printf(
          Locale.ROOT,
          format,
          Failures.oneLine(row.model),
          row.trained ? "trained" : "untrained",
          row.task,
          row.scored,
          row.failed,
          row.skipped,
          score);
    }
    if (rows.stream().anyMatch(row -> !row.trained)) {
      out.println("untrained: random weights; their scores say nothing about the method.");
    }
    out.println(
        "This run: "
            + scored
            + " scored, "
            + failed
            + " failed, "
            + skipped
            + " skipped, "
            + resumed
            + " done before.");
    files.stream().filter(f -> f.endsWith(".md") || f.endsWith(".svg")).forEach(out::println);
    out.println("Run folder: " + run);
  }
}
