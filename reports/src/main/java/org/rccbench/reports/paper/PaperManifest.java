package org.rccbench.reports.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rccbench.evaluators.yaml.YamlBinder;
import org.rccbench.evaluators.yaml.YamlTree;

/**
 * A paper as rows. Read from YAML in which every key must be known; a group's keys are the defaults
 * of its rows:
 *
 * <pre>{@code
 * paper: {key: mine, title: "My paper", source: "arXiv 0000.00000"}
 * models:
 *   mine-8: {says: "my compressor at 8x", kind: rcc, rate: 8}
 * groups:
 *   - id: table-1
 *     source: Table 1
 *     mark: F
 *     expected: {unit: "%", digit: 1, samples: 100, error: proportion}
 *     measure: {of: score, task: passkey, profile: passkey-landmark, factor: 100}
 *     rows:
 *       - {id: 8k, claim: "pass key at 8k", expected: {value: 97},
 *          measure: {model: mine-8, cell: {length: "8192"}}}
 * }</pre>
 *
 * <p>{@code mini: NAME} of a model names the small one that plays it in the suites of scale mini,
 * so that effects are judged there. {@code stand_in: ROLE} names models whose numbers stand beside
 * the paper's in a table where a run has another scale than the paper's.
 */
public final class PaperManifest {
  /** The manifests that come along, by key. */
  public static final List<String> BUNDLED = List.of("rcc", "icae", "infini-attention");

  private static final String ROWS = "rows";
  private static final String MEASURE = "measure";

  private final Paper paper;
  private final Map<String, Role> roles;
  private final Map<String, PaperRow> rows = new LinkedHashMap<>();

  /**
   * Which paper it is.
   *
   * @param key one word
   * @param title its title
   * @param source where it is, such as its arXiv number and version
   */
  public record Paper(String key, String title, String source) {
    /** Checks that nothing is missing. */
    public Paper {
      Objects.requireNonNull(key, "paper.key is missing");
      Objects.requireNonNull(title, "paper.title is missing");
      Objects.requireNonNull(source, "paper.source is missing");
    }
  }

  private PaperManifest(YamlTree tree) {
    YamlBinder binder = new YamlBinder(tree);
    ManifestHead head = binder.bind(tree.root(), "", ManifestHead.class);
    paper = head.paper();
    Map<String, Role> models = new LinkedHashMap<>();
    head.models()
        .forEach(
            (name, node) ->
                models.put(name, binder.bind(node, YamlTree.child("models", name), Role.class)));
    roles = Collections.unmodifiableMap(models);
    for (int i = 0; i < head.groups().size(); i++) {
      addGroup(tree, binder, head.groups().get(i), "groups[" + i + "]");
    }
  }

  /**
   * A manifest that comes along.
   *
   * @throws IllegalArgumentException if the key is none of {@link #BUNDLED}
   */
  public static PaperManifest bundled(String key) {
    if (!BUNDLED.contains(key)) {
      throw new IllegalArgumentException(
          "no manifest \"" + key + "\" comes along; known: " + String.join(", ", BUNDLED));
    }
    String file = key + ".yaml";
    try (InputStream in = PaperManifest.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is missing from the jar");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming file, line, row and field of what is wrong
   * @throws UncheckedIOException if the file cannot be read
   */
  public static PaperManifest load(Path file) {
    try {
      return parse(Files.readString(file), String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException("manifest " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a text.
   *
   * @param origin what errors call it
   * @throws IllegalArgumentException naming origin, line, row and field of what is wrong
   */
  public static PaperManifest parse(String yaml, String origin) {
    return new PaperManifest(YamlTree.parse(yaml, origin));
  }

  /** Which paper it is. */
  public Paper paper() {
    return paper;
  }

  /** Models that rows speak of, by name. */
  public Map<String, Role> roles() {
    return roles;
  }

  /** The same as a run of a scale casts them. */
  Map<String, Role> roles(PaperScale scale) {
    return roles.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, role -> role.getValue().at(scale)));
  }

  /** All rows, in the manifest's order. */
  public Collection<PaperRow> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /**
   * The rows that are named, in the manifest's order: by their id, or by the start of it up to a
   * dot, such as {@code table-1}. Without a name, all.
   *
   * @throws IllegalArgumentException if a name names no row
   */
  public List<PaperRow> rows(List<String> names) {
    for (String name : names) {
      if (rows.values().stream().noneMatch(row -> isNamed(row, name))) {
        throw new IllegalArgumentException(
            "no row of " + paper.key + " is or begins with \"" + name + "\"; --list shows them");
      }
    }
    return rows.values().stream()
        .filter(row -> names.isEmpty() || names.stream().anyMatch(name -> isNamed(row, name)))
        .toList();
  }

  private static boolean isNamed(PaperRow row, String name) {
    return row.id().equals(name) || row.id().startsWith(name + ".");
  }

  private void addGroup(YamlTree tree, YamlBinder binder, JsonNode group, String path) {
    if (!(group instanceof ObjectNode map)
        || !(map.path(ROWS) instanceof ArrayNode list)
        || !map.path("id").isTextual()) {
      throw tree.error(path, "a group is a map with an id and a list of rows");
    }
    ObjectNode defaults = map.deepCopy();
    defaults.remove(List.of(ROWS, "id"));
    for (int i = 0; i < list.size(); i++) {
      String at = path + "." + ROWS + "[" + i + "]";
      if (!(list.get(i) instanceof ObjectNode own) || !own.path("id").isTextual()) {
        throw tree.error(at, "a row is a map with an id");
      }
      String id = map.get("id").textValue() + "." + own.get("id").textValue();
      ObjectNode merged = merge(defaults, own);
      merged.put("id", id);
      add(tree, at, bind(binder, merged, at, id));
    }
  }

  private static PaperRow bind(YamlBinder binder, ObjectNode merged, String at, String id) {
    try {
      return binder.bind(merged, at, PaperRow.class);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("row " + id + ": " + e.getMessage(), e);
    }
  }

  private void add(YamlTree tree, String at, PaperRow row) {
    row.measure().roles().forEach(role -> requireRole(tree, at, row, "measure", role));
    Optional.ofNullable(row.standIn())
        .ifPresent(role -> requireRole(tree, at, row, "stand_in", role));
    if (rows.putIfAbsent(row.id(), row) != null) {
      throw tree.error(at, "the id " + row.id() + " stands twice; every row needs its own");
    }
  }

  private void requireRole(YamlTree tree, String at, PaperRow row, String field, String role) {
    if (!roles.containsKey(role)) {
      throw tree.error(
          at,
          "row "
              + row.id()
              + ": "
              + field
              + " names the model \""
              + role
              + "\"; known: "
              + String.join(", ", roles.keySet()));
    }
  }

  /**
   * A row's own keys over its group's, map by map; a measure of another kind replaces all of it.
   */
  private static ObjectNode merge(ObjectNode defaults, ObjectNode own) {
    ObjectNode merged = defaults.deepCopy();
    for (Map.Entry<String, JsonNode> entry : own.properties()) {
      String key = entry.getKey();
      boolean whole = key.equals(MEASURE) && entry.getValue().has("of");
      if (!whole
          && merged.get(key) instanceof ObjectNode there
          && entry.getValue() instanceof ObjectNode map) {
        merged.set(key, merge(there, map));
      } else {
        merged.set(key, entry.getValue().deepCopy());
      }
    }
    return merged;
  }
}
