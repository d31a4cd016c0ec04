package org.rccbench.evaluators;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.datasets.Datasets;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.models.ContextModels;

/**
 * The names that a suite may use.
 *
 * @param tasks tasks
 * @param kinds kinds of model on the class path
 * @param profiles signature of each scorer profile
 * @param readers readers of data files
 */
public record Catalogue(
    List<String> tasks,
    List<String> kinds,
    SortedMap<String, String> profiles,
    List<String> readers) {

  /** What is there in this program, with everything plugged in. */
  public static Catalogue here() {
    SortedMap<String, String> profiles = new TreeMap<>();
    for (Scorer scorer : Scorer.values()) {
      profiles.put(scorer.profile(), scorer.signature());
    }
    return new Catalogue(
        Arrays.stream(Tasks.values()).map(Tasks::label).sorted().toList(),
        ContextModels.kinds(),
        profiles,
        Arrays.stream(Datasets.values()).map(Datasets::label).sorted().toList());
  }
}
