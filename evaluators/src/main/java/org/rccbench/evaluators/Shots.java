package org.rccbench.evaluators;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.models.Prompts;

/**
 * Questions with their answers, about the same context, that a model is shown before it is asked.
 *
 * @param count how many
 * @param place where they stand
 */
record Shots(int count, Place place) {

  /** Where examples stand. */
  enum Place {
    /** Before the prompt of the mode, in the decoder. */
    PROMPT,
    /** Behind the context, in what the encoder reads; of other models in the context. */
    ENCODER;

    static Place named(String label) {
      return Checks.named("shots_in", label, values(), Place::label);
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The cell with the shots in its names, where there are any. */
  SortedMap<String, String> named(SortedMap<String, String> cell) {
    SortedMap<String, String> named = new TreeMap<>(cell);
    if (count > 0) {
      named.put("shots", count + " in " + place.label());
    }
    return named;
  }

  /** What stands behind the context. */
  String behindContext(List<AskedContext.Question> shown, Prompts prompts) {
    StringBuilder text = new StringBuilder();
    if (place == Place.ENCODER) {
      for (AskedContext.Question shot : shown) {
        text.append(prompts.separator()).append(shot.text()).append('\n');
        text.append(shot.answers().get(0));
      }
    }
    return text.toString();
  }

  /** What stands before a prompt: each as it is asked and answered behind a context alone. */
  String beforePrompt(List<AskedContext.Question> shown, Prompts prompts) {
    StringBuilder text = new StringBuilder();
    if (place == Place.PROMPT) {
      for (AskedContext.Question shot : shown) {
        text.append(Prompts.filled(prompts.contextOnly(), shot.text())).append('\n');
        text.append(shot.answers().get(0));
      }
    }
    return text.toString();
  }
}
