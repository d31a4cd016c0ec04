package org.rccbench.evaluators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import org.rccbench.evaluators.yaml.YamlTree;

/**
 * Sets values in a YAML tree, such as a suite's, before it is bound. A path is keys joined by dots;
 * an element of a list is named by its index, and one of {@code tasks} by its task as well, which
 * sets all of that name. Keys with dots inside, such as {@code pythia-1.4b}, are found whole.
 */
public final class YamlOverrides {
  private final YamlTree tree;

  YamlOverrides(YamlTree tree) {
    this.tree = tree;
  }

  /**
   * A text with values set; the text itself where there is nothing to set.
   *
   * @param origin what errors call the text
   * @param overrides each {@code a.b=v}
   * @throws IllegalArgumentException if the text is no plain YAML, or a path does not lead into it
   */
  public static String applied(String yaml, String origin, List<String> overrides) {
    if (overrides.isEmpty()) {
      return yaml;
    }
    YamlTree tree = YamlTree.parse(yaml, origin);
    new YamlOverrides(tree).applyAll(overrides);
    return tree.text();
  }

  /**
   * Applies one {@code a.b=v}, whose value is read as YAML.
   *
   * @throws IllegalArgumentException if the path does not lead into the tree
   */
  void apply(String override) {
    int equals = override.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "an override must look like a.b=value, was \"" + override + "\"");
    }
    JsonNode value = YamlTree.parse(override.substring(equals + 1), "--set " + override).root();
    set(tree.root(), "", override.substring(0, equals), new Setting(override, value));
  }

  private void set(JsonNode node, String path, String rest, Setting setting) {
    if (node instanceof ObjectNode map) {
      setInMap(map, path, rest, setting);
    } else if (node instanceof ArrayNode list) {
      setInList(list, path, rest, setting);
    } else {
      throw setting.error("\"" + path + "\" is a value, so nothing can be set inside it");
    }
  }

  private void setInMap(ObjectNode map, String path, String rest, Setting setting) {
    String key = longestKey(map, rest);
    String at = YamlTree.child(path, key);
    if (key.length() == rest.length()) {
      map.set(key, setting.value);
      tree.moved(at, "--set " + setting.text);
      return;
    }
    JsonNode inside = map.get(key);
    if (inside == null || inside.isNull()) {
      inside = map.putObject(key);
      tree.moved(at, "--set " + setting.text);
    }
    set(inside, at, rest.substring(key.length() + 1), setting);
  }

  private void setInList(ArrayNode list, String path, String rest, Setting setting) {
    int dot = rest.indexOf('.');
    String element = dot < 0 ? rest : rest.substring(0, dot);
    boolean index = element.matches("[0-9]{1,6}");
    boolean found = false;
    for (int i = 0; i < list.size(); i++) {
      boolean meant =
          index
              ? i == Integer.parseInt(element)
              : list.get(i).path("task").asText().equals(element);
      if (meant && dot < 0) {
        throw setting.error("name a key inside " + path + "[" + i + "]");
      }
      if (meant) {
        set(list.get(i), path + "[" + i + "]", rest.substring(dot + 1), setting);
        found = true;
      }
    }
    if (!found) {
      throw setting.error(
          "\"" + path + "\" has " + list.size() + " elements and none is \"" + element + "\"");
    }
  }

  /** The longest existing key that the rest of a path begins with, else its first part. */
  private static String longestKey(ObjectNode map, String rest) {
    int dot = rest.indexOf('.');
    String best = dot < 0 ? rest : rest.substring(0, dot);
    for (Iterator<String> keys = map.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      boolean leads = rest.equals(key) || rest.startsWith(key + ".");
      if (leads && key.length() > best.length()) {
        best = key;
      }
    }
    return best;
  }

  /** Applies several in order. */
  void applyAll(List<String> overrides) {
    overrides.forEach(this::apply);
  }

  private record Setting(String text, JsonNode value) {
    IllegalArgumentException error(String what) {
      return new IllegalArgumentException("--set " + text + ": " + what);
    }
  }
}
