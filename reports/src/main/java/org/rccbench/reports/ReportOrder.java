package org.rccbench.reports;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a report is to have.
 *
 * @param runs run folders, at least one; of several, one report is made of all
 * @param out where the files go; the run's own folder by default
 * @param only names of tables and figures to write; empty for all, and report.html
 * @param formats formats of the figures; empty for all
 * @param width how wide figures are
 * @param theme ground of the figures; report.html has both
 * @param labels names for people by the models' names in the runs
 * @param maxSamples how many samples report.html keeps at most, besides misses and flips
 */
public record ReportOrder(
    List<Path> runs,
    Path out,
    Set<String> only,
    Set<FigureFormat> formats,
    FigureWidth width,
    Theme theme,
    Map<String, String> labels,
    int maxSamples) {
  /** What fits a file of 40 MB with two models and outputs of 500 tokens. */
  public static final int DEFAULT_MAX_SAMPLES = 20_000;

  /** Checks that there is a run and that each is named once. */
  public ReportOrder {
    runs = List.copyOf(runs);
    long folders = runs.stream().map(run -> run.toAbsolutePath().normalize()).distinct().count();
    if (runs.isEmpty() || folders < runs.size()) {
      throw new IllegalArgumentException("a report needs runs, each once, was " + runs);
    }
    if (maxSamples < 0) {
      throw new IllegalArgumentException("max samples must be >= 0, was " + maxSamples);
    }
    only = Set.copyOf(only);
    formats = formats.isEmpty() ? EnumSet.allOf(FigureFormat.class) : EnumSet.copyOf(formats);
    labels = new LinkedHashMap<>(labels);
  }

  /** Everything of one run, into its own folder. */
  public static ReportOrder all(Path run) {
    return new ReportOrder(
        List.of(run),
        run,
        Set.of(),
        Set.of(),
        FigureWidth.PAGE,
        Theme.LIGHT,
        Map.of(),
        DEFAULT_MAX_SAMPLES);
  }

  boolean wants(String name) {
    return only.isEmpty() || only.contains(name);
  }

  /** Whether report.html belongs to it. */
  boolean wantsPage() {
    return only.isEmpty();
  }

  Optional<Path> single() {
    return runs.size() == 1 ? Optional.of(runs.get(0)) : Optional.empty();
  }
}
