package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An object of expected.json that knows which of its fields a test has looked at. */
final class Expected {
  private final String path;
  private final JsonNode node;
  private final Set<String> read = new HashSet<>();
  private final List<Expected> children = new ArrayList<>();
  private final Map<String, Expected> objects = new HashMap<>();

  Expected(String path, JsonNode node) {
    assertThat(node.isObject()).as(path + " is an object").isTrue();
    this.path = path;
    this.node = node;
  }

  boolean has(String field) {
    return node.hasNonNull(field);
  }

  JsonNode value(String field) {
    assertThat(node.has(field)).as(path + " has field " + field).isTrue();
    read.add(field);
    return node.get(field);
  }

  /** Reads a field that some cases lack or hold as null. */
  JsonNode optional(String field) {
    read.add(field);
    return node.path(field);
  }

  String text(String field) {
    return value(field).asText();
  }

  int integer(String field) {
    JsonNode value = value(field);
    assertThat(value.isIntegralNumber()).as(path + "." + field + " is a whole number").isTrue();
    return value.asInt();
  }

  double number(String field) {
    JsonNode value = value(field);
    assertThat(value.isNumber()).as(path + "." + field + " is a number").isTrue();
    return value.asDouble();
  }

  int[] ids(String field) {
    return ids(value(field));
  }

  static int[] ids(JsonNode list) {
    int[] ids = new int[list.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = list.get(i).asInt();
    }
    return ids;
  }

  double[] numbers(String field) {
    return numbers(value(field));
  }

  static double[] numbers(JsonNode list) {
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i).asDouble();
    }
    return numbers;
  }

  Expected object(String field) {
    return objects.computeIfAbsent(
        field,
        name -> {
          Expected child = new Expected(path + "." + name, value(name));
          children.add(child);
          return child;
        });
  }

  List<Expected> objects(String field) {
    List<Expected> list = new ArrayList<>();
    int i = 0;
    for (JsonNode element : value(field)) {
      Expected child = new Expected(path + "." + field + "[" + i++ + "]", element);
      list.add(child);
      children.add(child);
    }
    return list;
  }

  String path() {
    return path;
  }

  void assertThatEveryFieldWasRead() {
    Set<String> unread = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!read.contains(field.getKey())) {
        unread.add(field.getKey());
      }
    }
    assertThat(unread).as("unread fields of " + path).isEmpty();
    children.forEach(Expected::assertThatEveryFieldWasRead);
  }
}
