package org.rccbench.datasets;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document read back from its text alone: which sentence states what about whom. It knows the
 * sentences that a chronicle is written in, but nothing of how the generator draws or keeps facts.
 */
final class ParsedChronicle {
  private static final String NAME = "[A-Z][a-z]+(?: [A-Z][a-z]+)?";
  private static final Map<String, Pattern> PATTERNS = new HashMap<>();

  /** What a sentence states. */
  record Fact(
      String person, ChronicleKind kind, Map<Slot, String> values, int sentence, int chapter) {

    /** The answer slots, joined by commas. */
    String answer() {
      List<String> items = kind.answers().stream().map(values::get).toList();
      return String.join(", ", items);
    }
  }

  private final List<String> sentences = new ArrayList<>();
  private final List<List<String>> castOfChapters = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final Paraphrases wording;
  private final List<Map<Slot, String>> aboutNobody = new ArrayList<>();

  ParsedChronicle(String text, Paraphrases wording) {
    this.wording = wording;
    for (String chapter : text.split("\n\n", -1)) {
      castOfChapters.add(new ArrayList<>());
      String[] lines = chapter.split("\n", -1);
      sentences.add(lines[0]);
      for (int i = 1; i < lines.length; i++) {
        readParagraph(lines[i].split("(?<=\\.) ", -1));
      }
    }
  }

  List<String> sentences() {
    return sentences;
  }

  List<Fact> facts() {
    return facts;
  }

  /** The words in the slots of each sentence that states nothing about a person. */
  List<Map<Slot, String>> aboutNobody() {
    return aboutNobody;
  }

  /** Full names by chapter. */
  List<List<String>> castOfChapters() {
    return castOfChapters;
  }

  Optional<Fact> fact(String person, ChronicleKind kind) {
    return facts.stream()
        .filter(fact -> fact.person().equals(person) && fact.kind() == kind)
        .findFirst();
  }

  private void readParagraph(String[] paragraph) {
    String fullName = null;
    for (String sentence : paragraph) {
      List<Fact> meanings = meanings(sentence, fullName);
      String linked = linked(sentence);
      Optional<Map<Slot, String>> scenery = scenery(sentence);
      int readings = meanings.size() + (linked == null ? 0 : 1) + (scenery.isPresent() ? 1 : 0);
      if (readings != 1) {
        throw new AssertionError(readings + " ways to read \"" + sentence + "\": " + meanings);
      }
      if (fullName == null) {
        fullName = linked != null ? linked : meanings.get(0).person();
        castOfChapters.get(castOfChapters.size() - 1).add(fullName);
      }
      facts.addAll(meanings);
      scenery.ifPresent(aboutNobody::add);
      sentences.add(sentence);
    }
  }

  private List<Fact> meanings(String sentence, String fullName) {
    Map<String, Fact> meanings = new LinkedHashMap<>();
    for (ChronicleKind kind : ChronicleKind.values()) {
      for (Phrase phrase : kind.facts().of(wording)) {
        match(phrase, sentence)
            .ifPresent(
                values -> {
                  String said = values.remove(Slot.PERSON);
                  boolean known = fullName == null ? said.contains(" ") : isNameOf(said, fullName);
                  if (known) {
                    Fact fact =
                        new Fact(
                            fullName == null ? said : fullName,
                            kind,
                            values,
                            sentences.size(),
                            castOfChapters.size() - 1);
                    meanings.put(fact.toString(), fact);
                  }
                });
      }
    }
    return List.copyOf(meanings.values());
  }

  private static boolean isNameOf(String said, String fullName) {
    return said.equals(fullName) || said.equals(fullName.split(" ", -1)[0]);
  }

  private static String linked(String sentence) {
    return ChroniclePhrases.LINKS.stream()
        .flatMap(phrase -> match(phrase, sentence).stream())
        .map(values -> values.get(Slot.PERSON))
        .findFirst()
        .orElse(null);
  }

  private static Optional<Map<Slot, String>> scenery(String sentence) {
    return ChroniclePhrases.FILLERS.stream()
        .flatMap(phrase -> match(phrase, sentence).stream())
        .findFirst();
  }

  /** The values of the slots if {@code text} is {@code phrase}. */
  static Optional<Map<Slot, String>> match(Phrase phrase, String text) {
    return match(phrase, NAME, text);
  }

  /** As above, where a person can be called what the expression {@code person} says. */
  static Optional<Map<Slot, String>> match(Phrase phrase, String person, String text) {
    Pattern pattern =
        PATTERNS.computeIfAbsent(phrase + "\n" + person, key -> pattern(phrase, person));
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<Slot, String> values = new EnumMap<>(Slot.class);
    for (Slot slot : phrase.slots()) {
      String value = matcher.group(slot.name());
      boolean listed = slot.words().isEmpty() || slot.words().contains(value);
      values.put(slot, listed ? value : value.toLowerCase(Locale.ROOT));
    }
    return Optional.of(values);
  }

  private static Pattern pattern(Phrase phrase, String person) {
    StringBuilder expression = new StringBuilder();
    String rest = phrase.toString();
    for (Slot slot : phrase.slots()) {
      int open = rest.indexOf('{');
      expression.append(Pattern.quote(rest.substring(0, open)));
      expression.append("(?<").append(slot.name()).append('>').append(of(slot, person)).append(')');
      rest = rest.substring(rest.indexOf('}') + 1);
    }
    return Pattern.compile(expression + Pattern.quote(rest));
  }

  private static String of(Slot slot, String person) {
    return switch (slot) {
      case PERSON -> person;
      case OTHER -> "[A-Z][a-z]+ [A-Z][a-z]+";
      case PET -> "[A-Z][a-z]+";
      case BADGE -> "\\d{5}";
      case PRICE -> "\\d{3,4}";
      default -> "(?i:" + String.join("|", slot.words()) + ")";
    };
  }
}
