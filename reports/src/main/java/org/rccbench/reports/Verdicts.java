package org.rccbench.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rccbench.reports.paper.Plain;

/**
 * What verdicts.json of a run says, for the page: a list of rows, or an object with one such list.
 * Each row is an object with a {@code verdict}, which comes first; its other fields follow in their
 * order. Rows that were not run stand behind the others: a small run has a few verdicts and would
 * hide them among a hundred such rows.
 */
final class Verdicts {
  static final String FILE = "verdicts.json";

  private static final String VERDICT = "verdict";
  private static final String NOT_RUN = "NOT-RUN";
  private static final Set<String> GOOD = Set.of("MATCH", "BETTER", "HOLDS");
  private static final Set<String> BAD = Set.of("OFF", "FAILS");
  private static final int LONG_TEXT = 40;

  /** What a table has no place for; verdicts.json has it. */
  private static final Set<String> HIDDEN = Set.of("asked", "contradictions", "kind");

  private final List<JsonNode> rows = new ArrayList<>();
  private final Set<String> columns = new LinkedHashSet<>();

  private Verdicts(JsonNode list, Path file) {
    columns.add(VERDICT);
    for (JsonNode row : list) {
      if (!row.path(VERDICT).isTextual()) {
        throw new IllegalStateException(
            file + " has a row without a verdict: " + row + "; write the verdicts again");
      }
      rows.add(row);
      row.fieldNames().forEachRemaining(columns::add);
      columns.removeAll(HIDDEN);
    }
    rows.sort(Comparator.comparing(row -> NOT_RUN.equals(row.get(VERDICT).asText())));
  }

  /** Empty if the run has none. */
  static Optional<Verdicts> read(Path run) {
    Path file = run.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode root = new JsonMapper().readTree(Files.readAllBytes(file));
      return Optional.of(new Verdicts(list(root, file), file));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static JsonNode list(JsonNode root, Path file) {
    if (root.isArray()) {
      return root;
    }
    for (JsonNode field : root) {
      if (field.isArray() && (field.isEmpty() || field.get(0).isObject())) {
        return field;
      }
    }
    throw new IllegalStateException(file + " has no list of verdicts; write the verdicts again");
  }

  /** How often each word was given, in the order of their first row. */
  List<Map<String, Object>> words() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    rows.forEach(row -> counts.merge(Shown.oneLine(row.get(VERDICT).asText()), 1, Integer::sum));
    List<Map<String, Object>> words = new ArrayList<>();
    counts.forEach((word, count) -> words.add(Map.of("word", word, "count", count)));
    return words;
  }

  /** The rows as the template wants them. */
  Map<String, Object> table() {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("id", "t-verdicts");
    table.put("title", "Claims of the paper and what this run says of them");
    table.put(
        "head",
        columns.stream()
            .map(name -> Map.<String, Object>of("text", Shown.oneLine(name), "number", false))
            .toList());
    List<List<Map<String, Object>>> cells = new ArrayList<>();
    for (JsonNode row : rows) {
      cells.add(columns.stream().map(name -> cell(name, row.path(name))).toList());
    }
    table.put("rows", cells);
    return table;
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "–";
    }
    if (value.isFloatingPointNumber()) {
      return Plain.number(value.doubleValue());
    }
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(text(part)));
      return parts.isEmpty() ? "–" : String.join(", ", parts);
    }
    boolean interval = value.path("low").isNumber() && value.path("high").isNumber();
    return interval
        ? "["
            + Plain.number(value.get("low").doubleValue())
            + ", "
            + Plain.number(value.get("high").doubleValue())
            + "]"
        : value.isTextual() ? value.asText() : value.toString();
  }

  private static Map<String, Object> cell(String column, JsonNode value) {
    String text = Shown.oneLine(text(value));
    String kind = text.length() > LONG_TEXT ? "text" : null;
    if (column.equals(VERDICT)) {
      kind = "verdict" + (GOOD.contains(text) ? " good" : BAD.contains(text) ? " bad" : "");
    }
    return HtmlTable.cell(text, kind, null);
  }
}
