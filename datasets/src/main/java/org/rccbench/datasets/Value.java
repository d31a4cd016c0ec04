package org.rccbench.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON value of a row, with its place, so that a fault is told by field and value.
 *
 * @param path the place inside the row, as in {@code qas[0].question}; empty for the row itself
 */
record Value(String path, JsonNode node) {
  private static final int SHOWN = 40;

  /** A field of this object. */
  Value field(String name) throws BadField {
    return optional(name).orElseThrow(() -> new BadField(pathOf(name), "is missing"));
  }

  /** A field of this object that may be missing; one that is null is there. */
  Optional<Value> optional(String name) throws BadField {
    require(JsonNodeType.OBJECT, "an object");
    return Optional.ofNullable(node.get(name)).map(found -> new Value(pathOf(name), found));
  }

  /** A field of this object; empty where it is missing or null. */
  Optional<Value> present(String name) throws BadField {
    return optional(name).filter(value -> !value.isNull());
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The elements of this array. */
  List<Value> elements() throws BadField {
    require(JsonNodeType.ARRAY, "an array");
    List<Value> elements = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      elements.add(new Value(path + "[" + i + "]", node.get(i)));
    }
    return elements;
  }

  /** The elements of this array of strings, blank ones included. */
  List<String> strings() throws BadField {
    List<String> strings = new ArrayList<>();
    for (Value element : elements()) {
      strings.add(element.string());
    }
    return strings;
  }

  /** The elements of this array of strings, of which at least one says something. */
  List<String> references() throws BadField {
    List<String> references = strings();
    if (references.stream().allMatch(String::isBlank)) {
      throw new BadField(path, references.isEmpty() ? "is empty" : "holds empty strings only");
    }
    return references;
  }

  /** The elements of this array of strings, none empty and each one line, one below the other. */
  String lines() throws BadField {
    List<String> lines = new ArrayList<>();
    for (Value element : elements()) {
      String line = element.text();
      if (line.indexOf('\n') >= 0) {
        throw new BadField(element.path(), "must be one line, was " + element.shown());
      }
      lines.add(line);
    }
    if (lines.isEmpty()) {
      throw new BadField(path, "is empty");
    }
    return String.join("\n", lines);
  }

  /** A string that says something. */
  String text() throws BadField {
    String text = string();
    if (text.isBlank()) {
      throw new BadField(path, "is empty");
    }
    return text;
  }

  /** A string, which may be blank. */
  String string() throws BadField {
    require(JsonNodeType.STRING, "a string");
    String text = node.textValue();
    if (Surrogates.firstLone(text) >= 0) {
      throw new BadField(path, "holds half a surrogate pair, which is no character");
    }
    return text;
  }

  /** A whole number. */
  long whole() throws BadField {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new BadField(path, "must be a whole number, was " + shown());
    }
    return node.longValue();
  }

  /** A whole number of at least 0. */
  long count() throws BadField {
    long count = whole();
    if (count < 0) {
      throw new BadField(path, "must be >= 0, was " + count);
    }
    return count;
  }

  boolean bool() throws BadField {
    require(JsonNodeType.BOOLEAN, "true or false");
    return node.booleanValue();
  }

  boolean isNull() {
    return node.isNull();
  }

  boolean isString() {
    return node.isTextual();
  }

  private void require(JsonNodeType type, String words) throws BadField {
    if (node.getNodeType() != type) {
      throw new BadField(path, "must be " + words + ", was " + shown());
    }
  }

  /** The value in a message: short, on one line, quoted as JSON. */
  private String shown() {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case NUMBER -> "the number " + shortened(node.asText());
      case STRING -> "the string " + shortened(node.toString());
      default -> node.toString();
    };
  }

  private static String shortened(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "...";
  }
}
