package org.rccbench.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * log.csv: log.jsonl as a table with a row a step, for spreadsheets and figures. Fields of inner
 * objects are columns such as {@code measured.seconds}; what a step lacks is left empty.
 */
final class LogTable {
  private LogTable() {}

  /** Writes a run's table anew. */
  static void write(Path folder) {
    List<Map<String, String>> rows = new ArrayList<>();
    Set<String> columns = new LinkedHashSet<>();
    for (ObjectNode line : TrainingLog.read(folder)) {
      Map<String, String> row = new LinkedHashMap<>();
      fill(row, "", line);
      columns.addAll(row.keySet());
      rows.add(row);
    }
    StringBuilder text = new StringBuilder();
    text.append(String.join(",", columns.stream().map(LogTable::cell).toList())).append('\n');
    for (Map<String, String> row : rows) {
      text.append(String.join(",", columns.stream().map(c -> row.getOrDefault(c, "")).toList()));
      text.append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(
        folder.resolve("log.csv"),
        channel -> {
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        });
  }

  private static void fill(Map<String, String> row, String prefix, JsonNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = prefix + field.getKey();
      if (field.getValue().isObject()) {
        fill(row, name + ".", field.getValue());
      } else {
        row.put(name, cell(field.getValue().asText()));
      }
    }
  }

  /** As RFC 4180 quotes. */
  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
