package org.rccbench.reports;

import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.results.SampleLine;

/** Where in the grid of a task a sample stands, by the names that manifests and policies use. */
public final class Coordinates {
  private Coordinates() {}

  /** All coordinates that tell two samples of one model apart. */
  public static SortedMap<String, String> of(SampleLine line) {
    return new TreeMap<>(line.cell());
  }

  /** One of them, or null where the line has none of that name. */
  public static String value(SampleLine line, String name) {
    return line.cell().get(name);
  }
}
