package org.rccbench.datasets;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One context with one question about it.
 *
 * @param id names the example inside its data set; not blank
 * @param context what the model reads
 * @param question empty where the data set asks none
 * @param answers the references, in the file's order; empty where the data set has none
 * @param attributes what tables group by and scorers ask for (depth, length, data set), in the
 *     order of the names; {@link Attributes} has the names that readers give
 */
public record Example(
    String id,
    Context context,
    String question,
    List<String> answers,
    SortedMap<String, String> attributes) {

  /** Checks and copies. */
  public Example {
    if (id.isBlank()) {
      throw new IllegalArgumentException("an example needs an id, was \"" + id + "\"");
    }
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(question, "question");
    answers = List.copyOf(answers);
    TreeMap<String, String> copy = new TreeMap<>();
    attributes.forEach(
        (name, value) -> copy.put(name, Objects.requireNonNull(value, "attribute " + name)));
    attributes = Collections.unmodifiableSortedMap(copy);
  }

  /** The classes of a classification task; empty for any other. */
  public List<String> classes() {
    String classes = attributes.get(Attributes.ALL_CLASSES);
    return classes == null ? List.of() : List.of(classes.split("\n", -1));
  }
}
