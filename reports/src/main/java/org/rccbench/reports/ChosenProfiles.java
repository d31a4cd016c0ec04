package org.rccbench.reports;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.results.ScoreFile;
import org.rccbench.evaluators.results.ScoreLine;

/** Samples with the scores of some profiles alone, from the journal or else from scores.jsonl. */
final class ChosenProfiles {
  private final List<String> profiles;

  ChosenProfiles(List<String> profiles) {
    this.profiles = profiles.stream().map(String::strip).distinct().toList();
  }

  /**
   * The samples.
   *
   * @throws IllegalArgumentException if a profile has no score anywhere
   */
  List<SampleLine> of(RunData run, Path folder) {
    boolean known =
        profiles.stream().allMatch(p -> run.samples().stream().anyMatch(l -> has(l, p)));
    Map<String, ScoreLine> made = known ? Map.of() : ScoreFile.read(folder);
    List<SampleLine> chosen = run.samples().stream().map(line -> chosen(line, made)).toList();
    for (String profile : profiles) {
      if (chosen.stream().noneMatch(line -> has(line, profile))) {
        throw new IllegalArgumentException(
            "no sample has a score of \""
                + profile
                + "\"; make it with: rcc-bench rescore "
                + folder
                + " --profile all; there are: "
                + String.join(", ", there(run, made)));
      }
    }
    return chosen;
  }

  private SampleLine chosen(SampleLine line, Map<String, ScoreLine> made) {
    if (!line.hasAnswer()) {
      return line;
    }
    SortedMap<String, Double> scores = new TreeMap<>();
    ScoreLine again = made.get(line.key());
    if (again != null) {
      scores.putAll(again.scores());
    } else if (!made.isEmpty()) {
      throw new IllegalArgumentException(
          ScoreFile.FILE
              + " lacks sample "
              + line.key()
              + ": the run has gone on since; rescore it again");
    }
    // what the run itself measured counts
    scores.putAll(line.scores());
    scores.keySet().removeIf(key -> profiles.stream().noneMatch(p -> isNamed(key, p)));
    return line.withScores(scores);
  }

  private static boolean has(SampleLine line, String profile) {
    return line.scores() != null
        && line.scores().keySet().stream().anyMatch(k -> isNamed(k, profile));
  }

  private static boolean isNamed(String key, String profile) {
    return key.equals(profile) || key.startsWith(profile + "@");
  }

  private static Set<String> there(RunData run, Map<String, ScoreLine> made) {
    Set<String> there = new TreeSet<>(Averages.profiles(run.samples()));
    made.values().forEach(line -> there.addAll(line.scores().keySet()));
    return there;
  }
}
