package org.rccbench.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.rccbench.evaluators.results.Measurement;

/**
 * The curves of measurements.jsonl over context length: peak memory above idle (Figure 1 of arXiv
 * 2406.06110) and time until the first new token.
 */
final class MemoryFigure {
  private static final double MIB = 1 << 20;
  private static final double SECOND = 1e9;

  private MemoryFigure() {}

  /** Peak resident memory above idle, with the analytic floor of each model. */
  static String memory(List<Measurement> points) {
    Figure figure =
        new Figure("Peak memory above idle" + weights(points), "resident memory above idle (MiB)");
    Map<String, Points> peaks = curves(points, MemoryTable::aboveIdle, MIB);
    Map<String, Points> floors = curves(points, Measurement::floor, MIB);
    List<String> models = models(points);
    for (String model : byLast(peaks)) {
      figure.line(model, models.indexOf(model), peaks.get(model));
    }
    for (String model : byLast(floors)) {
      figure.floor(model + " (analytic floor)", models.indexOf(model), floors.get(model));
    }
    return figure.svg();
  }

  /** Seconds by phase until the first new token, one line a model and phase. */
  static String time(List<Measurement> points) {
    Figure figure = new Figure("Time to read the context" + weights(points), "time (s)");
    Map<String, Points> reads = curves(points, MemoryTable::readNanos, SECOND);
    Map<String, Points> encodes = curves(points, MemoryFigure::encode, SECOND);
    List<String> models = models(points);
    for (String model : byLast(reads)) {
      figure.line(model + ": whole read", models.indexOf(model), reads.get(model));
    }
    for (String model : byLast(encodes)) {
      figure.floor(model + ": encoder alone", models.indexOf(model), encodes.get(model));
    }
    return figure.svg();
  }

  /** Whether there is a memory curve to draw. */
  static boolean hasMemory(List<Measurement> points) {
    return points.stream().anyMatch(p -> MemoryTable.aboveIdle(p) != null || p.floor() != null);
  }

  /** Whether there is a time curve to draw. */
  static boolean hasTime(List<Measurement> points) {
    return points.stream().anyMatch(p -> MemoryTable.readNanos(p) != null);
  }

  /** Encoder time, absent for a model without an encoder. */
  private static Long encode(Measurement point) {
    Long nanos = point.encodeNanos();
    return nanos == null || nanos == 0 ? null : nanos;
  }

  private static Map<String, Points> curves(
      List<Measurement> points, Function<Measurement, Long> value, double unit) {
    Map<String, Points> byModel = new TreeMap<>();
    for (Measurement point : points) {
      Long number = value.apply(point);
      if (number != null && point.tokens() > 0) {
        byModel
            .computeIfAbsent(point.model(), m -> new Points())
            .add(point.tokens(), number / unit);
      }
    }
    return byModel;
  }

  /** Legend order: the highest line at its right end comes first, as the eye meets it. */
  private static List<String> byLast(Map<String, Points> curves) {
    List<String> models = new ArrayList<>(curves.keySet());
    models.sort(
        Comparator.comparingDouble((String m) -> -curves.get(m).last())
            .thenComparing(Comparator.naturalOrder()));
    return models;
  }

  private static List<String> models(List<Measurement> points) {
    return points.stream().map(Measurement::model).distinct().sorted().toList();
  }

  private static String weights(List<Measurement> points) {
    List<String> untrained =
        points.stream()
            .filter(p -> !p.trained())
            .map(Measurement::model)
            .distinct()
            .sorted()
            .toList();
    return untrained.isEmpty()
        ? ""
        : " (untrained, random weights: " + String.join(", ", untrained) + ")";
  }
}
