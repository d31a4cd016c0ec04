package org.rccbench.evaluators.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rccbench.evaluators.scorers.UndefinedScoreException;

/**
 * An object of reference answers. Each field must be compared or left out with a reason; {@link
 * #complete} fails for a field that nobody read.
 */
public final class Expected {
  private final JsonNode node;
  private final String where;
  private final RowTally tally;
  private final Set<String> read = new LinkedHashSet<>();
  private final List<Expected> children = new ArrayList<>();

  Expected(JsonNode node, String where, RowTally tally) {
    assertThat(node.isObject()).as("%s is an object: %s", where, node).isTrue();
    this.node = node;
    this.where = where;
    this.tally = tally;
  }

  /** Names of the fields, unread ones too. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  public boolean has(String field) {
    return node.has(field);
  }

  /** Whether the reference raised an exception instead of answering. */
  public boolean raises(String field) {
    return node.path(field).has("error");
  }

  /** Whether the reference answered an object. */
  public boolean isObject(String field) {
    return node.path(field).isObject();
  }

  /** Reads a field without comparing it, as the name of a configuration. */
  public String text(String field) {
    return take(field).textValue();
  }

  /** An object inside this one. */
  public Expected child(String field) {
    Expected child = new Expected(take(field), where + " " + field, tally);
    children.add(child);
    return child;
  }

  /** The objects of an array. */
  public List<Expected> items(String field) {
    List<Expected> items = new ArrayList<>();
    for (JsonNode item : take(field)) {
      items.add(new Expected(item, where + " " + field + " " + items.size(), tally));
    }
    children.addAll(items);
    return items;
  }

  /** Class X: the same bits, the same text, the same list. */
  public void same(String field, Object actual) {
    compare(field, actual, Closeness.SAME_BITS);
  }

  /** Class L: exponentials and logarithms, relative 1e-12. */
  public void close(String field, Object actual) {
    compare(field, actual, Closeness.LOGARITHMS);
  }

  /** Class S: distributions, relative 1e-9. */
  public void near(String field, Object actual) {
    compare(field, actual, Closeness.DISTRIBUTIONS);
  }

  /**
   * Class S where the reference solves an equation and stops this near its root: values that are
   * only that near are counted apart with the reason.
   */
  public void nearOrSolved(String field, List<Double> actual, double stop) {
    JsonNode values = take(field);
    boolean near = true;
    for (int i = 0; i < actual.size(); i++) {
      double value = values.path(i).asDouble(Double.NaN);
      near &= Closeness.DISTRIBUTIONS.holds(actual.get(i), value);
      assertThat(Math.abs(actual.get(i) - value) <= stop)
          .as("%s %s: %s, expected %s", where, field, actual, values)
          .isTrue();
    }
    if (near) {
      tally.compared();
    } else {
      tally.leftOut(
          "the reference's solver stops within " + stop + " of the root, and so near it is");
    }
  }

  /** The reference raised, and so must the code, naming the same Python exception. */
  public void raised(String field, ThrowingCallable call) {
    String exception = child(field).text("error");
    assertThatThrownBy(call)
        .as("%s %s", where, field)
        .isInstanceOfSatisfying(
            UndefinedScoreException.class,
            thrown -> assertThat(thrown.pythonName()).isEqualTo(exception));
    tally.compared();
  }

  /** Counts a field that this product does not answer. */
  public void leaveOut(String field, String reason) {
    take(field);
    tally.leftOut(reason);
  }

  Expected beside(String field, JsonNode object) {
    Expected child = new Expected(object, where + " " + field, tally);
    children.add(child);
    return child;
  }

  void complete() {
    assertThat(read).as("fields of %s that were read", where).containsAll(names());
    children.forEach(Expected::complete);
  }

  private void compare(String field, Object actual, Closeness closeness) {
    closeness.check(actual, take(field), where + " " + field);
    tally.compared();
  }

  private JsonNode take(String field) {
    assertThat(node.has(field)).as("%s has the field %s", where, field).isTrue();
    read.add(field);
    return node.get(field);
  }
}
