package org.rccbench.models.internal.external;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.rccbench.models.ModelCard;

/**
 * What a program says about itself.
 *
 * @param name the model's name
 * @param weights hash of the weights, or what the program says instead
 * @param input whether it takes texts or ids
 * @param can {@code generate}, {@code score}
 * @param maxContext longest context in tokens, 0 for any
 * @param sizes what else is known of the model
 */
record ExecCard(
    String name, String weights, InputForm input, Set<String> can, long maxContext, Sizes sizes) {
  static final String GENERATE = "generate";
  static final String SCORE = "score";
  private static final Set<String> ABILITIES = Set.of(GENERATE, SCORE);
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "weights",
          "input",
          "can",
          "max_context",
          "description",
          "trained",
          "rate",
          "window",
          "trained_positions",
          "parameters");

  /**
   * Optional parts.
   *
   * @param description one line
   * @param trained whether the weights come from training
   * @param rate compression rate, 1 without compression
   * @param window encoder window, 0 without
   * @param trainedPositions decoder positions seen in training, 0 if unknown
   * @param parameters number of parameters, 0 if unknown
   */
  record Sizes(
      String description,
      boolean trained,
      int rate,
      int window,
      int trainedPositions,
      long parameters) {}

  /**
   * Reads it.
   *
   * @throws MalformedAnswerException naming the field that is wrong
   */
  static ExecCard of(JsonNode card) {
    Fields fields = new Fields(card).only(FIELDS);
    String input = fields.text("input").orElseThrow(() -> Fields.missing("input"));
    InputForm form;
    try {
      form = InputForm.named("input", input);
    } catch (IllegalArgumentException e) {
      throw new MalformedAnswerException(e.getMessage());
    }
    return new ExecCard(
        Excerpt.of(fields.text("name").orElseThrow(() -> Fields.missing("name"))),
        Excerpt.of(fields.text("weights").orElse(ExternalKinds.NOT_REPORTED)),
        form,
        abilities(fields),
        fields.count("max_context").orElse(0),
        new Sizes(
            Excerpt.of(fields.text("description").orElse("")),
            fields.flag("trained").orElse(true),
            Math.max(1, small(fields, "rate")),
            small(fields, "window"),
            small(fields, "trained_positions"),
            fields.count("parameters").orElse(0)));
  }

  private static int small(Fields fields, String name) {
    long value = fields.count(name).orElse(0);
    if (value > Integer.MAX_VALUE) {
      throw new MalformedAnswerException(name + " is too large: " + value);
    }
    return (int) value;
  }

  private static Set<String> abilities(Fields fields) {
    JsonNode list = fields.array("can").orElseThrow(() -> Fields.missing("can"));
    Set<String> can = new TreeSet<>();
    for (JsonNode ability : list) {
      if (!ABILITIES.contains(ability.asText())) {
        throw new MalformedAnswerException(
            String.format(
                Locale.ROOT,
                "can holds %s; known: %s",
                Excerpt.of(ability.toString()),
                String.join(", ", new TreeSet<>(ABILITIES))));
      }
      can.add(ability.asText());
    }
    return can;
  }

  /** As results show it. */
  ModelCard modelCard(String tokenizer, int vocabulary) {
    String words = "program that reads " + input.label() + ", tokenizer " + tokenizer;
    return new ModelCard(
        "exec",
        name,
        sizes.description().isEmpty() ? words : sizes.description() + "; " + words,
        weights,
        sizes.trained(),
        sizes.parameters(),
        ExternalKinds.NOT_REPORTED,
        ExternalKinds.NOT_REPORTED,
        sizes.rate(),
        sizes.window(),
        sizes.trainedPositions(),
        0,
        0,
        vocabulary);
  }
}
