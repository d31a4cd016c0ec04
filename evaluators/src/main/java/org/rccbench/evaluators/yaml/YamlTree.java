package org.rccbench.evaluators.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * YAML as a tree that remembers where each key stood. Only plain data is read: tags, anchors and
 * aliases, duplicate keys and a second document are errors with line and column.
 */
public final class YamlTree {
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final YAMLMapper WRITER =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();

  private final String origin;
  private final Map<String, String> places = new HashMap<>();
  private final JsonNode root;

  private YamlTree(String text, String origin) {
    this.origin = origin;
    try (YAMLParser parser = YAML.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new IllegalArgumentException(origin + " is empty");
      }
      root = value(parser, "");
      if (parser.nextToken() != null) {
        throw error(parser, "a second document; one file is one document");
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          place(e.getLocation()) + ": this is no YAML: " + firstLine(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(origin + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a text.
   *
   * @param origin what errors call the text, such as its file name
   * @throws IllegalArgumentException naming origin, line and column
   */
  public static YamlTree parse(String text, String origin) {
    return new YamlTree(text, origin);
  }

  /** The whole tree. */
  public JsonNode root() {
    return root;
  }

  /** The tree as it is now, as YAML text; comments are gone. */
  public String text() {
    try {
      return WRITER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree cannot be written as YAML again", e);
    }
  }

  /** Where a path such as {@code tasks[0].lengths} stood, or the nearest place around it. */
  public String place(String path) {
    String at = path;
    while (!at.isEmpty() && !places.containsKey(at)) {
      at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
    }
    return places.getOrDefault(at, origin);
  }

  /** An error about the value at a path. */
  public IllegalArgumentException error(String path, String what) {
    return new IllegalArgumentException(
        place(path) + ": " + (path.isEmpty() ? "" : path + ": ") + what);
  }

  /** Says that a path was set from elsewhere than the text. */
  public void moved(String path, String place) {
    places.put(path, place);
  }

  /** The path of a key inside the map at {@code parent}. */
  public static String child(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }

  private JsonNode value(YAMLParser parser, String path) throws IOException {
    refuseReferences(parser);
    JsonToken token = parser.currentToken();
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (token) {
      case START_OBJECT -> map(parser, path);
      case START_ARRAY -> list(parser, path);
      case VALUE_STRING -> nodes.textNode(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> nodes.nullNode();
      default -> throw error(parser, "unexpected " + token);
    };
  }

  private ObjectNode map(YAMLParser parser, String path) throws IOException {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      refuseReferences(parser);
      String key = parser.currentName();
      String at = child(path, key);
      if (map.has(key)) {
        throw error(parser, "the key \"" + key + "\" stands twice in one map; remove one");
      }
      places.put(at, place(parser.currentTokenLocation()));
      parser.nextToken();
      map.set(key, value(parser, at));
    }
    return map;
  }

  private ArrayNode list(YAMLParser parser, String path) throws IOException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String at = path + "[" + list.size() + "]";
      places.put(at, place(parser.currentTokenLocation()));
      list.add(value(parser, at));
    }
    return list;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("no message");
  }

  private static JsonNode number(YAMLParser parser) throws IOException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (parser.getNumberType()) {
      case INT -> nodes.numberNode(parser.getIntValue());
      case LONG -> nodes.numberNode(parser.getLongValue());
      case BIG_INTEGER -> nodes.numberNode(parser.getBigIntegerValue());
      default -> nodes.numberNode(parser.getDoubleValue());
    };
  }

  private void refuseReferences(YAMLParser parser) throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw error(parser, "anchors and aliases are not read; write the value out");
    }
    if (parser.getTypeId() != null) {
      throw error(parser, "the tag !" + parser.getTypeId() + " is not read; remove it");
    }
  }

  private IllegalArgumentException error(YAMLParser parser, String what) {
    return new IllegalArgumentException(place(parser.currentTokenLocation()) + ": " + what);
  }

  private String place(JsonLocation location) {
    return location == null
        ? origin
        : origin + ":" + location.getLineNr() + ":" + location.getColumnNr();
  }
}
