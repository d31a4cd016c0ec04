package org.rccbench.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;

/**
 * The samples in the page: a list small enough to filter at once, and chunks of packed lines of
 * which the page unpacks only the one that is read. All lines of one sample stand in one chunk, so
 * that a reference and what several models made of it are packed together.
 */
final class SampleIndex {
  /** Pure ASCII, and without the characters by which a page could be left. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /** The detail with the piece of the context that matters. */
  private static final String EXCERPT = "excerpt";

  private static final int CHUNK_LINES = 16;
  private static final int CHUNK_CHARS = 128 * 1024;

  private final ModelNames names;
  private final List<String> models = new ArrayList<>();
  private final List<String> tasks = new ArrayList<>();
  private final List<String> modes = new ArrayList<>();
  private final Map<SortedMap<String, String>, Integer> places = new LinkedHashMap<>();
  private final List<List<Object>> rows = new ArrayList<>();
  private final List<String> chunks = new ArrayList<>();
  private List<Map<String, Object>> open = new ArrayList<>();
  private int openChars;

  private SampleIndex(ModelNames names) {
    this.names = names;
  }

  static SampleIndex of(ChosenSamples chosen, ModelNames names) {
    SampleIndex index = new SampleIndex(names);
    Comparator<SampleLine> order =
        Comparator.comparing(SampleLine::task)
            .thenComparing(SampleLine::sample)
            .thenComparing(SampleLine::model)
            .thenComparing(PaperTables::mode)
            .thenComparing(SampleLine::key);
    Map<String, List<SampleLine>> bySample =
        chosen.kept().stream()
            .sorted(order)
            .collect(
                Collectors.groupingBy(
                    line -> line.task() + "/" + line.sample(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    bySample.values().forEach(lines -> index.add(lines, chosen));
    index.close();
    index.rows.sort(
        Comparator.comparing((List<Object> row) -> index.tasks.get((Integer) row.get(0)))
            .thenComparing(row -> index.cell((Integer) row.get(3)), Cells.ORDER)
            .thenComparing(row -> index.models.get((Integer) row.get(1)))
            .thenComparing(row -> (String) row.get(9)));
    return index;
  }

  private void add(List<SampleLine> lines, ChosenSamples chosen) {
    for (SampleLine line : lines) {
      int mark = (chosen.isMiss(line) ? 1 : 0) + (chosen.isFlip(line) ? 2 : 0);
      List<Object> row =
          Arrays.asList(
              place(tasks, line.task()),
              place(models, names.shown(line.model())),
              place(modes, PaperTables.mode(line)),
              places.computeIfAbsent(coordinates(line), p -> places.size()),
              chosen.score(line).isPresent() ? chosen.score(line).getAsDouble() : null,
              outcome(line.outcome()),
              mark,
              chunks.size(),
              open.size(),
              line.key());
      rows.add(row);
      open.add(content(line));
      openChars += line.output() == null ? 0 : line.output().length();
    }
    if (open.size() >= CHUNK_LINES || openChars >= CHUNK_CHARS) {
      close();
    }
  }

  private static int outcome(Outcome outcome) {
    return outcome == Outcome.SCORED ? 0 : outcome == Outcome.FAILED ? 1 : 2;
  }

  private static int place(List<String> all, String name) {
    int at = all.indexOf(name);
    if (at >= 0) {
      return at;
    }
    all.add(name);
    return all.size() - 1;
  }

  /** The cell, and the buckets by which tables group besides it. */
  private static SortedMap<String, String> coordinates(SampleLine line) {
    SortedMap<String, String> coordinates = new TreeMap<>(line.cell());
    line.details()
        .forEach(
            (name, value) -> {
              if (name.startsWith("bucket")) {
                coordinates.put(name, String.valueOf(value));
              }
            });
    return coordinates;
  }

  private String cell(int place) {
    return text(List.copyOf(places.keySet()).get(place));
  }

  private static String text(SortedMap<String, String> coordinates) {
    return coordinates.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Object> content(SampleLine line) {
    Map<String, Object> content = new LinkedHashMap<>();
    Map<String, Object> details = new TreeMap<>(line.details());
    Object excerpt = details.remove(EXCERPT);
    content.put("sample", line.sample());
    content.put("key", line.key());
    content.put("context", line.context());
    content.put("excerpt", excerpt == null ? null : String.valueOf(excerpt));
    content.put("prompt", line.prompt());
    content.put("output", line.output());
    content.put("extracted", line.extracted());
    content.put("references", line.references());
    content.put("scores", line.scores());
    content.put("details", details);
    content.put("flags", line.flags());
    content.put("ledger", line.ledger());
    content.put("why", line.why());
    content.put("measured", line.measured());
    return content;
  }

  private void close() {
    if (!open.isEmpty()) {
      chunks.add(packed(json(open)));
    }
    open = new ArrayList<>();
    openChars = 0;
  }

  private static String packed(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new Smallest(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  private static final class Smallest extends GZIPOutputStream {
    Smallest(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }

  List<String> chunks() {
    return List.copyOf(chunks);
  }

  /** The list as JSON that can stand in a script element. */
  String json() {
    Map<String, Object> index = new LinkedHashMap<>();
    index.put("models", models);
    index.put("tasks", tasks);
    index.put("modes", modes);
    index.put("places", List.copyOf(places.keySet()));
    index.put("cells", places.keySet().stream().map(SampleIndex::text).toList());
    index.put("rows", rows);
    return json(index).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
