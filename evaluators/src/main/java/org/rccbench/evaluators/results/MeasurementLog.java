package org.rccbench.evaluators.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** measurements.jsonl: points of memory and time curves, under the same rules as the journal. */
public final class MeasurementLog implements AutoCloseable {
  /** Name of the file in a run folder. */
  public static final String FILE = "measurements.jsonl";

  private final Map<String, Measurement> points = new LinkedHashMap<>();
  private final JsonLines<Measurement> lines;

  private MeasurementLog(Path file) {
    lines = JsonLines.open(file, Measurement.class, this::keep);
  }

  /**
   * Opens for appending; cuts off a half-written last line.
   *
   * @param path the run folder, or the file itself
   * @throws IllegalStateException if a whole line is damaged; the message names file and line
   */
  public static MeasurementLog open(Path path) {
    return new MeasurementLog(file(path));
  }

  /** Reads without changing anything: of several lines of one point the last counts. */
  public static List<Measurement> read(Path path) {
    return JsonLines.read(file(path), Measurement.class, m -> key(m.model(), m.tokens()));
  }

  /**
   * The points of one curve that need not be measured again: all with a line, but for those that
   * broke. Of several lines of one point the last counts.
   */
  public List<Measurement> settled(String model) {
    return points.values().stream()
        .filter(point -> point.model().equals(model) && !point.broken())
        .toList();
  }

  /** Adds a line and returns once it is on the disk. */
  public void append(Measurement measurement) {
    lines.append(measurement);
    keep(measurement);
  }

  @Override
  public void close() {
    lines.close();
  }

  private void keep(Measurement measurement) {
    points.put(key(measurement.model(), measurement.tokens()), measurement);
  }

  private static String key(String model, long tokens) {
    return tokens + " " + model;
  }

  private static Path file(Path path) {
    return Files.isDirectory(path) ? path.resolve(FILE) : path;
  }
}
