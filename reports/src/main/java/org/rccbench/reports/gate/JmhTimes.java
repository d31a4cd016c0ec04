package org.rccbench.reports.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Times of one run of JMH, from the raw data of its JSON: one a benchmark with its parameters, the
 * mean over all forks and iterations. A throughput counts as the time of one operation.
 *
 * @param times by benchmark, parameters and unit
 */
public record JmhTimes(Map<String, Double> times) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Keeps the times in order. */
  public JmhTimes {
    times = new TreeMap<>(times);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is no result of JMH, or a value is no number above 0
   */
  public static JmhTimes read(Path file) {
    try {
      return of(JSON.readTree(Files.readAllBytes(file)), String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static JmhTimes of(JsonNode results, String origin) {
    if (!results.isArray() || results.isEmpty()) {
      throw new IllegalArgumentException(origin + " holds no result of JMH");
    }
    Map<String, Double> times = new TreeMap<>();
    for (JsonNode result : results) {
      String name = result.path("benchmark").asText();
      JsonNode metric = result.path("primaryMetric");
      boolean throughput = result.path("mode").asText().equals("thrpt");
      String key =
          name.substring(name.lastIndexOf('.', Math.max(0, name.lastIndexOf('.') - 1)) + 1)
              + (result.path("params").isEmpty() ? "" : " " + result.path("params"))
              + " "
              + metric.path("scoreUnit").asText();
      double mean = mean(metric.path("rawData"), origin + ": " + key);
      if (times.put(key, throughput ? 1 / mean : mean) != null) {
        throw new IllegalArgumentException(origin + " holds " + key + " twice");
      }
    }
    return new JmhTimes(times);
  }

  private static double mean(JsonNode forks, String what) {
    List<Double> values = new ArrayList<>();
    forks.forEach(fork -> fork.forEach(value -> values.add(number(value, what))));
    return values.stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow(() -> new IllegalArgumentException(what + " has no raw data"));
  }

  /** JMH writes NaN as a text. */
  private static double number(JsonNode value, String what) {
    if (!value.isNumber() || !(value.doubleValue() > 0)) {
      throw new IllegalArgumentException(what + " has raw data that is no time: " + value);
    }
    return value.doubleValue();
  }
}
