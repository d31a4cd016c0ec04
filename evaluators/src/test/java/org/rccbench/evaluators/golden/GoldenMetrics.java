package org.rccbench.evaluators.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the golden rows of the metrics: the copies under the test resources, or the folder that the
 * system property {@code golden.metrics} names (relative to {@code rccbench.root}).
 */
public final class GoldenMetrics {
  private static final System.Logger LOG = System.getLogger("golden");
  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenMetrics() {}

  /** All rows of one file; a missing or empty file is a failure. */
  public static List<JsonNode> rows(String name) {
    Path file = folder().resolve(name);
    assertThat(file).as("golden file").isRegularFile();
    List<JsonNode> rows = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        rows.add(JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(rows).as(name).isNotEmpty().allSatisfy(row -> assertThat(row.has("id")).isTrue());
    return rows;
  }

  /** Says how many values of a file were compared; none is a failure. */
  public static void report(String name, int rows, int compared, String leftOut) {
    assertThat(compared).as("values compared in %s", name).isPositive();
    LOG.log(
        System.Logger.Level.INFO,
        "{0}: {1} rows, {2} values compared, left out: {3}",
        name,
        Integer.toString(rows),
        Integer.toString(compared),
        leftOut);
  }

  /** Class X: the same bits. */
  public static void exact(double actual, JsonNode expected, String where) {
    assertThat(Double.doubleToLongBits(actual))
        .as("%s: %s, expected %s", where, actual, expected)
        .isEqualTo(Double.doubleToLongBits(number(expected)));
  }

  /** Class L: relative error of at most 1e-12; zero must be zero. */
  public static void logarithmic(double actual, JsonNode expected, String where) {
    within(actual, number(expected), 1e-12, where);
  }

  /** A relative error of at most {@code tolerance}; zero must be zero, NaN never passes. */
  public static void within(double actual, double expected, double tolerance, String where) {
    assertThat(Math.abs(actual - expected) <= tolerance * Math.abs(expected))
        .as("%s: %s, expected %s", where, actual, expected)
        .isTrue();
  }

  /** Texts of an array. */
  public static List<String> texts(JsonNode array) {
    List<String> result = new ArrayList<>();
    array.forEach(e -> result.add(e.textValue()));
    return result;
  }

  /** Ids of an array. */
  public static List<Integer> ids(JsonNode array) {
    List<Integer> result = new ArrayList<>();
    array.forEach(e -> result.add(e.intValue()));
    return result;
  }

  private static double number(JsonNode node) {
    assertThat(node.isNumber()).as("expected value %s is a number", node).isTrue();
    return node.doubleValue();
  }

  private static Path folder() {
    String override = System.getProperty("golden.metrics", "");
    if (!override.isEmpty()) {
      return Path.of(System.getProperty("rccbench.root", "")).resolve(override);
    }
    try {
      return Path.of(GoldenMetrics.class.getResource("/golden/metrics").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
