package org.rccbench.reports.paper;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One number or one claim of a paper.
 *
 * @param id group and row, such as {@code table-1.rcc-mamba-ft-8k.32k.1}
 * @param source table, figure or section
 * @param mark how it is known
 * @param claim the number or claim in words
 * @param condition under which it was found
 * @param expected the number; null in a row about an effect, and where none was found
 * @param effect the claim's smallest effect of interest; null in a row about a number
 * @param measure how a run measures it
 * @param scales scales at which it can be measured
 * @param contradictions where the sources disagree
 * @param note what a reader must know besides, or null
 * @param standIn role of the models that stand in for the paper's at another scale than its own, or
 *     null; their numbers are shown beside the paper's and get no verdict
 * @param command what measures it
 */
public record PaperRow(
    String id,
    String source,
    Mark mark,
    String claim,
    String condition,
    Expected expected,
    Effect effect,
    Measure measure,
    List<PaperScale> scales,
    List<Contradiction> contradictions,
    String note,
    String standIn,
    String command) {

  private static final Pattern ID = Pattern.compile("[a-z0-9-]+([.][a-z0-9-]+)+");

  /** What a row is about. */
  public enum Kind {
    EFFECT,
    VALUE,
    /** Looked for and not found. */
    NOT_FOUND
  }

  /** Checks that the row says one thing, and all of it. */
  public PaperRow {
    if (id == null || !ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "id must be words of a-z, 0-9 and hyphens joined by dots, was " + id);
    }
    requireText("source", source);
    requireText("claim", claim);
    Objects.requireNonNull(mark, "mark is missing: F, F2, I or NF");
    Objects.requireNonNull(measure, "measure is missing");
    requireOneThing(mark, expected, effect);
    boolean effects = effect != null;
    scales =
        scales == null
            ? (effects ? List.of(PaperScale.values()) : List.of(PaperScale.PAPER))
            : List.copyOf(scales);
    contradictions = contradictions == null ? List.of() : List.copyOf(contradictions);
    command = command == null ? command(id, scales, measure) : command;
  }

  private static void requireText(String field, String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(field + " is missing");
    }
  }

  private static void requireOneThing(Mark mark, Expected expected, Effect effect) {
    if (mark == Mark.NF) {
      if (effect != null || (expected != null && expected.isNumber())) {
        throw new IllegalArgumentException("mark NF means not found: remove the value");
      }
      return;
    }
    if ((expected == null) == (effect == null)) {
      throw new IllegalArgumentException(
          "a row has either expected or effect, and only a row marked NF has neither");
    }
    if (expected != null && !expected.isNumber() && expected.text() == null) {
      throw new IllegalArgumentException("expected.value is missing; mark NF if it was not found");
    }
  }

  /** The smallest scale that can measure the row, with the models that it asks for. */
  private static String command(String id, List<PaperScale> scales, Measure measure) {
    String reproduce = "rcc-bench reproduce";
    if (!scales.contains(PaperScale.MINI) && !(measure instanceof Measure.Elsewhere)) {
      reproduce +=
          scales.contains(PaperScale.SHAPE)
              ? " --scale shape"
              : " --scale paper --models "
                  + String.join(
                      " ", measure.roles().stream().sorted().map(role -> role + "=DIR").toList());
    }
    return reproduce + " --only " + id;
  }

  /** What the row is about. */
  public Kind kind() {
    if (effect != null) {
      return Kind.EFFECT;
    }
    return mark == Mark.NF ? Kind.NOT_FOUND : Kind.VALUE;
  }

  /** Whether a run at this scale can say something about the row. */
  public boolean isFor(PaperScale scale) {
    boolean comparable = effect != null || (expected != null && expected.isNumber());
    return comparable && scales.contains(scale) && !(measure instanceof Measure.Elsewhere);
  }

  /** What the paper says, in a few characters. */
  public String paper() {
    if (effect != null) {
      return effect.words();
    }
    if (expected == null) {
      return "not found";
    }
    return expected.isNumber()
        ? Plain.number(expected.value()) + " " + expected.unit()
        : Optional.ofNullable(expected.text()).orElse("not found");
  }
}
