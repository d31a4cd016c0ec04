package org.rccbench.training;

import java.util.List;

/**
 * What is learnt; the numbers are weights of a mix.
 *
 * @param languageModel plain text
 * @param reconstruction task A (paper section 2): the text of the context again
 * @param continuation task B: the text after the context
 * @param prompt fewest and most ids of a reconstruction that are given, not predicted; the start is
 *     drawn over all that fits
 * @param text ids of a text: for a language model the length; else shares of the context's length,
 *     one drawn each time
 * @param copies share of a language model's texts that repeat a passage of their own, default 0
 * @param contextWindows fewest and most windows of a context, default one; a fraction makes a short
 *     last window
 */
public record Objective(
    Double languageModel,
    Double reconstruction,
    Double continuation,
    List<Integer> prompt,
    List<Double> text,
    Double copies,
    List<Double> contextWindows) {

  /** Fills in defaults and checks the ranges. */
  public Objective {
    languageModel = weight("language_model", languageModel);
    reconstruction = weight("reconstruction", reconstruction);
    continuation = weight("continuation", continuation);
    if (!(languageModel + reconstruction + continuation > 0)) {
      throw new IllegalArgumentException(
          "give language_model, reconstruction or continuation a weight > 0");
    }
    if (languageModel > 0 && reconstruction + continuation > 0) {
      throw new IllegalArgumentException(
          "language_model cannot be mixed with reconstruction or continuation");
    }
    text = List.copyOf(Recipe.required("text", text));
    if (text.isEmpty() || text.stream().anyMatch(share -> !(share > 0))) {
      throw new IllegalArgumentException("text must be a list of numbers > 0, was " + text);
    }
    copies = weight("copies", copies);
    if (!(copies <= 1)) {
      throw new IllegalArgumentException("copies must be in [0, 1], was " + copies);
    }
    prompt = range("prompt", prompt == null ? List.of(3, 8) : prompt, 0);
    contextWindows =
        range("context_windows", contextWindows == null ? List.of(1., 1.) : contextWindows, 0.01);
  }

  private static double weight(String field, Double value) {
    double weight = value == null ? 0 : value;
    if (!(weight >= 0)) {
      throw new IllegalArgumentException(field + " must be >= 0, was " + value);
    }
    return weight;
  }

  private static <T extends Number> List<T> range(String field, List<T> range, double least) {
    if (range.size() != 2
        || !(range.get(0).doubleValue() >= least)
        || !(range.get(1).doubleValue() >= range.get(0).doubleValue())) {
      throw new IllegalArgumentException(
          field + " must be [fewest, most] from " + least + ", was " + range);
    }
    return List.copyOf(range);
  }

  boolean isLanguageModel() {
    return languageModel > 0;
  }
}
