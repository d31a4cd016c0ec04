package org.rccbench.models.internal.external;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** In which form a model takes contexts and prompts, and answers. */
enum InputForm {
  TEXT,
  IDS;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The form of a name.
   *
   * @throws IllegalArgumentException if there is none, listing the known ones
   */
  static InputForm named(String field, String name) {
    for (InputForm form : values()) {
      if (form.label().equals(name)) {
        return form;
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s must be one of %s, was \"%s\"",
            field,
            Arrays.stream(values()).map(InputForm::label).collect(Collectors.joining(", ")),
            Excerpt.of(name)));
  }
}
