package org.rccbench.evaluators.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How a profile reads the rows of a golden file.
 *
 * @param scorer the profile
 * @param file name of the golden file without ending
 * @param reference the code whose answers the file holds
 * @param input what is scored; null for a row that this profile has no part in
 * @param expected the reference's answer, or its error
 */
record GoldenTie(
    Scorer scorer,
    String file,
    String reference,
    Function<JsonNode, ScoringInput> input,
    Function<JsonNode, JsonNode> expected) {

  private static final double LOGARITHMS = 1e-12;

  /**
   * Whether the profile gives the row's answer: the same error, right or wrong alike, the same
   * bits, or of BLEU, which takes logarithms, the same number within 1e-12 (classes X and L).
   */
  boolean holds(JsonNode row) {
    JsonNode answer = expected.apply(row);
    double score;
    try {
      score = scorer.require(input.apply(row));
    } catch (UndefinedScoreException e) {
      return answer.path("error").asText().equals(e.pythonName()) || answer.asText().equals("NaN");
    }
    double value =
        answer.isBoolean() ? (answer.booleanValue() ? scorer.best() : 0) : number(answer);
    boolean close = scorer.quantity().equals("BLEU");
    return score == value || (close && Math.abs(score - value) <= LOGARITHMS * Math.abs(value));
  }

  /** Whether the row is about this profile. */
  boolean hasPart(JsonNode row) {
    return input.apply(row) != null && !expected.apply(row).isMissingNode();
  }

  /** A list of hits stands for how many there are. */
  private static double number(JsonNode answer) {
    if (answer.isArray()) {
      return answer.size();
    }
    return answer.isNumber() ? answer.doubleValue() : Double.NaN;
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  /** Texts of these fields; null without them. A reference may stand alone or in a list. */
  static ScoringInput texts(JsonNode row, String output, String references) {
    JsonNode right = row.path(references);
    if (!row.path(output).isTextual() || !(right.isTextual() || right.isArray())) {
      return null;
    }
    List<String> all = right.isArray() ? texts(right) : List.of(right.textValue());
    return ScoringInput.ofTexts(row.get(output).textValue(), all);
  }

  /** Token ids of these fields. */
  static ScoringInput ids(JsonNode row, String output, String reference) {
    return ScoringInput.of(passage(row.get(output)), List.of(passage(row.get(reference))));
  }

  private static Passage passage(JsonNode array) {
    List<Integer> ids = new ArrayList<>();
    array.forEach(id -> ids.add(id.intValue()));
    return new Passage(ids, "");
  }
}
