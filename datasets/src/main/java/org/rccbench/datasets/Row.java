package org.rccbench.datasets;

import java.util.Map;
import java.util.Optional;

/**
 * One row of a data file: the fields that were asked for, where it has them.
 *
 * @param number its line or row, from 1
 * @param key its name in a file that names its rows, else empty
 */
record Row(long number, String key, Value fields) {

  Value field(String name) throws BadField {
    return fields.field(name);
  }

  /** Makes a text an attribute, if the row has it. */
  void copyText(String name, String attribute, Map<String, String> attributes) throws BadField {
    Optional<Value> value = fields.present(name);
    if (value.isPresent()) {
      attributes.put(attribute, value.get().text());
    }
  }

  /** Makes a whole number of at least 0 an attribute, if the row has it. */
  void copyCount(String name, String attribute, Map<String, String> attributes) throws BadField {
    Optional<Value> value = fields.present(name);
    if (value.isPresent()) {
      attributes.put(attribute, Long.toString(value.get().count()));
    }
  }

  /** Makes a list of one-line texts an attribute, if the row has it. */
  void copyLines(String name, String attribute, Map<String, String> attributes) throws BadField {
    Optional<Value> value = fields.present(name);
    if (value.isPresent()) {
      attributes.put(attribute, value.get().lines());
    }
  }
}
