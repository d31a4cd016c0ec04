package org.rccbench.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is learnt; the first five numbers are weights of a mix. A model with slots learns all but
 * {@code language_model}; a language model learns all but {@code continuation}, with the context in
 * its text.
 *
 * @param languageModel plain text
 * @param reconstruction task A (paper section 2): the text of the context again
 * @param continuation task B: the text after the context
 * @param passkey a number hidden in filler
 * @param questionAnswering questions about the context
 * @param prompt fewest and most ids of a reconstruction that are given, not predicted; the start is
 *     drawn over all that fits
 * @param text for language_model the length in ids; with slots shares of the context's length; one
 *     drawn each time
 * @param shares of the context that a language model reconstructs, one drawn each time, default a
 *     quarter, a half and three quarters
 * @param copies share of a language model's texts that repeat a passage of their own, default 0
 * @param contextWindows fewest and most windows of a context, default one; a fraction makes a short
 *     last window
 * @param context fewest and most ids of a language model's contexts
 * @param spread how lengths of contexts are drawn: {@code even} (default) or {@code log}, where
 *     each doubling of the length is equally likely
 * @param filler of pass-key contexts, default classic
 * @param modes of question answering, default reconstruction; a language model has none
 * @param questions fewest and most questions in a row of mode context_only or of a language model,
 *     default one
 */
public record Objective(
    Double languageModel,
    Double reconstruction,
    Double continuation,
    Double passkey,
    Double questionAnswering,
    List<Integer> prompt,
    List<Double> text,
    List<Double> shares,
    Double copies,
    List<Double> contextWindows,
    List<Integer> context,
    String spread,
    Fillers filler,
    Modes modes,
    List<Integer> questions) {

  /** Fills in defaults and checks the ranges. */
  public Objective {
    languageModel = weight("language_model", languageModel);
    reconstruction = weight("reconstruction", reconstruction);
    continuation = weight("continuation", continuation);
    passkey = weight("passkey", passkey);
    questionAnswering = weight("question_answering", questionAnswering);
    if (!(languageModel + reconstruction + continuation + passkey + questionAnswering > 0)) {
      throw new IllegalArgumentException(
          "give language_model, reconstruction, continuation, passkey or question_answering a"
              + " weight > 0");
    }
    text = text == null ? null : positive("text", text);
    shares = positive("shares", shares == null ? List.of(0.25, 0.5, 0.75) : shares);
    copies = weight("copies", copies);
    if (!(copies <= 1)) {
      throw new IllegalArgumentException("copies must be in [0, 1], was " + copies);
    }
    prompt = range("prompt", prompt == null ? List.of(3, 8) : prompt, 0);
    contextWindows =
        range("context_windows", contextWindows == null ? List.of(1., 1.) : contextWindows, 0.01);
    context = context == null ? null : range("context", context, 1);
    spread = spread == null ? "even" : spread;
    if (!spread.equals("even") && !spread.equals("log")) {
      throw new IllegalArgumentException("unknown spread \"" + spread + "\"; known: even, log");
    }
    filler = filler == null ? new Fillers(1., null, null, null) : filler;
    questions = range("questions", questions == null ? List.of(1, 1) : questions, 1);
  }

  static double weight(String field, Double value) {
    double weight = value == null ? 0 : value;
    if (!(weight >= 0)) {
      throw new IllegalArgumentException(field + " must be >= 0, was " + value);
    }
    return weight;
  }

  private static List<Double> positive(String field, List<Double> values) {
    if (values.isEmpty() || values.stream().anyMatch(value -> !(value > 0))) {
      throw new IllegalArgumentException(field + " must be a list of numbers > 0, was " + values);
    }
    return List.copyOf(values);
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

  /** Checks that a model of this kind can learn it. */
  void check(boolean withSlots) {
    double asText = languageModel + (withSlots ? reconstruction + continuation : 0);
    refuse(asText > 0 && text == null, "the field objective.text is missing");
    if (withSlots) {
      refuse(languageModel > 0, "a model with slots does not learn language_model");
      refuse(context != null, "context is for language models; a model with slots has windows");
    } else {
      refuse(continuation > 0, "continuation is for models with slots; use language_model");
      refuse(modes != null, "modes are for models with slots; a language model has the one form");
      refuse(
          reconstruction + passkey + questionAnswering > 0 && context == null,
          "give context, the fewest and most ids of a context, as in context: [64, 256]");
    }
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new IllegalArgumentException(message);
    }
  }

  /** One of the tasks, by the weights. */
  Task task(Draws draws) {
    return draws.weighted(
        new TreeMap<>(
            Map.of(
                Task.LANGUAGE_MODEL, languageModel,
                Task.RECONSTRUCTION, reconstruction,
                Task.CONTINUATION, continuation,
                Task.PASSKEY, passkey,
                Task.QUESTION_ANSWERING, questionAnswering)));
  }

  /** A length between two others, by the spread. */
  double length(double fewest, double most, Draws draws) {
    return spread.equals("log")
        ? fewest * Math.pow(most / fewest, draws.share())
        : fewest + draws.share() * (most - fewest);
  }
}
