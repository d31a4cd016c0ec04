package org.rccbench.models.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A JSON configuration whose fields are asked for by name; every error names file and field. */
record ConfigFile(String name, JsonNode root) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static ConfigFile read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > 4_000_000) {
        throw new IllegalArgumentException(
            name + " has " + Files.size(file) + " bytes, no configuration is that long");
      }
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (!root.isObject()) {
        throw new IllegalArgumentException(name + " must hold a JSON object");
      }
      return new ConfigFile(name, root);
    } catch (JsonProcessingException e) {
      // A limit that is exceeded has no place in the text.
      String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw new IllegalArgumentException(name + line + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The value of a field, missing where there is none; a dot leads into an object. */
  JsonNode node(String field) {
    return root.at("/" + field.replace('.', '/'));
  }

  void require(String field, String value) {
    if (!node(field).asText("").equals(value)) {
      throw error(field, "must be \"" + value + "\", was " + node(field));
    }
  }

  void refuseUnknown(Set<String> known) {
    refuseUnknown(root, known);
  }

  /** The same for an object inside, which may be absent. */
  void refuseUnknown(String field, Set<String> known) {
    JsonNode inside = node(field);
    if (!inside.isObject() && !inside.isMissingNode()) {
      throw error(field, "must be an object, was " + inside);
    }
    refuseUnknown(inside, known);
  }

  private void refuseUnknown(JsonNode object, Set<String> known) {
    Set<String> unknown = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!known.contains(field.getKey())) {
        unknown.add(field.getKey());
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          name
              + " has unknown fields "
              + unknown
              + ", which might change what the network computes; remove them if they do not");
    }
  }

  int integer(String field) {
    JsonNode value = node(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw error(
          field, value.isMissingNode() ? "is missing" : "must be a whole number, was " + value);
    }
    return value.asInt();
  }

  int integer(String field, int absent) {
    return node(field).isMissingNode() ? absent : integer(field);
  }

  /** A list of numbers > 0, empty where there is none. */
  List<Integer> integers(String field) {
    JsonNode list = node(field);
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : list) {
      if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 1) {
        throw error(field, "must hold whole numbers > 0, was " + list);
      }
      values.add(value.asInt());
    }
    if (!list.isArray() && !list.isMissingNode()) {
      throw error(field, "must be a list of whole numbers, was " + list);
    }
    return values;
  }

  double number(String field, double absent) {
    JsonNode value = node(field);
    if (value.isMissingNode() || value.isNull()) {
      return absent;
    }
    if (!value.isNumber()) {
      throw error(field, "must be a number, was " + value);
    }
    return value.asDouble();
  }

  /** The number that stands under any of several names; where there are two, they must agree. */
  double number(double absent, String... fields) {
    double agreed = absent;
    String first = null;
    for (String field : fields) {
      double value = number(field, Double.NaN);
      if (!Double.isNaN(value) && first == null) {
        agreed = value;
        first = field;
      } else if (!Double.isNaN(value) && value != agreed) {
        throw new IllegalArgumentException(
            name
                + (", fields " + first + " and " + field + " disagree: ")
                + (node(first) + " and " + node(field))
                + "; keep the one that was trained");
      }
    }
    return agreed;
  }

  String text(String field, String absent) {
    JsonNode value = node(field);
    if (value.isMissingNode()) {
      return absent;
    }
    if (!value.isTextual()) {
      throw error(field, "must be a text, was " + value);
    }
    return value.asText();
  }

  boolean flag(String field, boolean absent) {
    JsonNode value = node(field);
    if (value.isMissingNode()) {
      return absent;
    }
    if (!value.isBoolean()) {
      throw error(field, "must be true or false, was " + value);
    }
    return value.asBoolean();
  }

  IllegalArgumentException error(String field, String what) {
    return new IllegalArgumentException(name + ", field " + field + " " + what);
  }

  /** The same error with the file's name in front, unless it is there. */
  IllegalArgumentException inThisFile(IllegalArgumentException e) {
    return e.getMessage().startsWith(name)
        ? e
        : new IllegalArgumentException(name + ": " + e.getMessage(), e);
  }
}
