package org.rccbench.evaluators.comparison;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.TaskEntry;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Resampling;

/**
 * One side of a comparison: a run, or one model of it.
 *
 * @param name as the user wrote it
 * @param folder the run's folder
 * @param models samples of each model
 */
public record ComparedRun(String name, Path folder, SortedMap<String, List<SampleLine>> models) {

  /**
   * Opens {@code RUN} or {@code RUN:MODEL}; a folder whose name has a colon is a run.
   *
   * @throws IllegalArgumentException if there is no such run or model; the message lists its models
   */
  public static ComparedRun open(String name) {
    int colon = name.lastIndexOf(':');
    if (Files.isDirectory(Path.of(name)) || colon < 0) {
      Path folder = Path.of(name);
      return new ComparedRun(name, folder, models(folder));
    }
    Path folder = Path.of(name.substring(0, colon));
    String model = name.substring(colon + 1);
    SortedMap<String, List<SampleLine>> models = models(folder);
    if (!models.containsKey(model)) {
      throw new IllegalArgumentException(
          folder
              + " has no samples of a model \""
              + model
              + "\"; it has: "
              + String.join(", ", models.keySet()));
    }
    return new ComparedRun(name, folder, new TreeMap<>(models.subMap(model, model + '\0')));
  }

  private static SortedMap<String, List<SampleLine>> models(Path folder) {
    if (!Journal.exists(folder)) {
      throw new IllegalArgumentException(
          folder + " has no " + Journal.FILE + "; name a run folder");
    }
    SortedMap<String, List<SampleLine>> models =
        Journal.read(folder).stream()
            .collect(Collectors.groupingBy(SampleLine::model, TreeMap::new, Collectors.toList()));
    if (models.isEmpty()) {
      throw new IllegalArgumentException(folder + " has no samples");
    }
    return models;
  }

  /**
   * The profiles that stand for a task, as the run's suite says.
   *
   * @throws IllegalArgumentException if the suite cannot be read, such as one of another version
   */
  NavigableSet<String> headlines(String task) {
    RunRecord record =
        RunRecord.read(folder)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        folder + " has no " + RunRecord.FILE + "; give --profile"));
    try {
      return Suite.recorded(record.suite(), folder.resolve(RunRecord.FILE).toString())
          .tasks()
          .stream()
          .map(TaskEntry::task)
          .filter(entry -> entry.name().equals(task))
          .map(entry -> entry.headline())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the suite of " + folder + " cannot be read (" + e.getMessage() + "); give --profile", e);
    }
  }

  /** Whether the run has a score of a profile. */
  boolean hasScoresOf(String profile) {
    return models.values().stream().anyMatch(lines -> hasScoresOf(lines, profile));
  }

  /** Whether lines have a score of a profile. */
  static boolean hasScoresOf(List<SampleLine> lines, String profile) {
    return lines.stream()
        .anyMatch(line -> line.scores() != null && line.scores().containsKey(profile));
  }

  /** The seed with which the run's own intervals are drawn. */
  public long bootstrapSeed() {
    return RunRecord.read(folder)
        .map(record -> record.seeds().get(Resampling.SEED))
        .orElse(Resampling.DEFAULT_SEED);
  }
}
