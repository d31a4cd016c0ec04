package org.rccbench.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.rccbench.evaluators.results.Measurement;

/** Says of curves that another program measured what measured them. */
final class PeerNotes {
  private PeerNotes() {}

  /**
   * One sentence a curve.
   *
   * @param shown a model's name for people
   */
  static List<String> of(List<Measurement> points, UnaryOperator<String> shown) {
    Map<String, Set<String>> programs = new LinkedHashMap<>();
    points.stream()
        .filter(Measurement::byPeer)
        .sorted(MemoryTable.ORDER)
        .forEach(
            point ->
                programs
                    .computeIfAbsent(point.model(), m -> new LinkedHashSet<>())
                    .add(words(point)));
    List<String> notes = new ArrayList<>();
    programs.forEach(
        (model, words) ->
            notes.add(
                shown.apply(model)
                    + ": not this program's, measured by "
                    + String.join("; and by ", words)
                    + ". Its peak is that of reading the context alone, without loading the"
                    + " model."));
    return notes;
  }

  private static String words(Measurement point) {
    return point.provenance().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
