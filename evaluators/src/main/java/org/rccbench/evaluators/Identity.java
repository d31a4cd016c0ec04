package org.rccbench.evaluators;

import java.util.List;
import java.util.Map;

/**
 * By what the cards of a run are told apart: two models or data sets of one name are never mixed.
 *
 * @param what the word for such a thing in messages
 * @param fields the fields of its card that make it another one
 */
record Identity(String what, List<String> fields) {
  static final Identity MODEL =
      new Identity(
          "model", List.of("kind", "description", "weights", "rate", "window", "arithmetic"));
  static final Identity DATA = new Identity("data set", List.of("sha256"));

  /**
   * Refuses two cards of one name that differ.
   *
   * @param before the other card, or null where there is none
   * @throws IllegalStateException naming the field and both values
   */
  void requireSame(String name, Map<String, Object> before, Map<String, Object> now) {
    for (String field : fields) {
      if (before != null
          && !String.valueOf(before.get(field)).equals(String.valueOf(now.get(field)))) {
        throw new IllegalStateException(
            what
                + " \""
                + name
                + "\" has "
                + field
                + " "
                + now.get(field)
                + " now, but "
                + before.get(field)
                + " elsewhere in this run; give one of them another name, or use another folder");
      }
    }
  }
}
