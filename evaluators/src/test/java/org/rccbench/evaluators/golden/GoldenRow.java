package org.rccbench.evaluators.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** Inputs of one golden row and the answers of the reference. */
public final class GoldenRow {
  private final JsonNode node;
  private final Expected answers;
  private Expected expected;

  GoldenRow(JsonNode node, String file, RowTally tally) {
    assertThat(node.path("id").isTextual()).as("%s: a row has an id: %s", file, node).isTrue();
    assertThat(node.has("expected"))
        .as("%s %s has expected answers", file, node.get("id"))
        .isTrue();
    this.node = node;
    String where = file + " " + node.get("id").textValue();
    this.answers =
        new Expected(
            JsonNodeFactory.instance.objectNode().set("expected", node.get("expected")),
            where,
            tally);
  }

  public boolean has(String field) {
    return node.has(field);
  }

  /** An input as it stands in the file. */
  public JsonNode input(String field) {
    assertThat(node.has(field)).as("%s has the input %s", node.get("id"), field).isTrue();
    return node.get(field);
  }

  public String text(String field) {
    return input(field).textValue();
  }

  public List<String> texts(String field) {
    return texts(input(field));
  }

  public List<Integer> ids(String field) {
    List<Integer> ids = new ArrayList<>();
    input(field).forEach(id -> ids.add(id.intValue()));
    return ids;
  }

  public double[] numbers(String field) {
    JsonNode array = input(field);
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).doubleValue();
    }
    return numbers;
  }

  /** The texts of an array. */
  public static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  /** The texts of an array of arrays. */
  public List<List<String>> lists(String field) {
    List<List<String>> lists = new ArrayList<>();
    input(field).forEach(list -> lists.add(texts(list)));
    return lists;
  }

  /** An input that holds answers of the reference. */
  public Expected expectedFromInput(String field) {
    return answers.beside(field, input(field));
  }

  /** The object of expected answers. */
  public Expected expected() {
    if (expected == null) {
      expected = answers.child("expected");
    }
    return expected;
  }

  /** Expected answers as the one field {@code expected}, where it is no object or may raise. */
  public Expected answer() {
    return answers;
  }

  void complete() {
    answers.complete();
  }
}
