package org.rccbench.reports;

import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.results.SampleLine;

/** Where in the grid of a task a sample stands, by the names that manifests and policies use. */
public final class Coordinates {
  /** The form of asking, where a task has several. */
  public static final String MODE = "mode";

  private Coordinates() {}

  /** All coordinates that tell two samples of one model apart: the cell, and the mode. */
  public static SortedMap<String, String> of(SampleLine line) {
    SortedMap<String, String> coordinates = new TreeMap<>(line.cell());
    if (line.mode() != null) {
      coordinates.put(MODE, line.mode());
    }
    return coordinates;
  }

  /** A coordinate or a detail, or null where the line has none of that name. */
  public static String value(SampleLine line, String name) {
    return name.equals(MODE) ? line.mode() : line.value(name).orElse(null);
  }
}
