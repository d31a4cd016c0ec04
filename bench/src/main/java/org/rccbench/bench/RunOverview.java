package org.rccbench.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rccbench.evaluators.RunSummary;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.TaskEntry;
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
   * @param profile the task's headline profile
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

  /** What a run of a suite has in its folder, and what was done now. */
  static RunOverview of(Path run, Suite suite, RunSummary summary, List<Path> files) {
    List<SampleLine> lines = Journal.readIfAny(run);
    SortedMap<String, SortedSet<String>> headlines = headlines(suite);
    return new RunOverview(
        run.toString(),
        summary.scored(),
        summary.failed(),
        summary.skipped(),
        summary.resumed(),
        headlines.entrySet().stream()
            .flatMap(task -> rows(lines, task.getKey(), task.getValue()))
            .toList(),
        files.stream().map(Path::toString).toList());
  }

  /** What each task says; two entries of one task may say different things. */
  private static SortedMap<String, SortedSet<String>> headlines(Suite suite) {
    SortedMap<String, SortedSet<String>> headlines = new TreeMap<>();
    for (TaskEntry entry : suite.tasks()) {
      headlines
          .computeIfAbsent(entry.task().name(), task -> new TreeSet<>())
          .add(entry.task().headline());
    }
    return headlines;
  }

  private static Stream<Row> rows(List<SampleLine> lines, String task, Set<String> profiles) {
    SortedMap<String, List<SampleLine>> byModel =
        lines.stream()
            .filter(line -> line.task().equals(task))
            .collect(Collectors.groupingBy(SampleLine::model, TreeMap::new, Collectors.toList()));
    return byModel.values().stream()
        .flatMap(ofModel -> profiles.stream().map(profile -> row(ofModel, profile)));
  }

  private static Row row(List<SampleLine> lines, String profile) {
    SampleLine first = lines.get(0);
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
