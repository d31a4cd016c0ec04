package org.rccbench.datasets;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Answers the questions of a chronicle from a {@link ParsedChronicle}, knowing their wordings. */
final class AnswerByReading {
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> NUMERALS =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  /** An answer and the sentences it was read in. */
  record Read(String answer, Set<Integer> sentences) {}

  private final ParsedChronicle text;
  private final Paraphrases wording;

  AnswerByReading(ParsedChronicle text, Paraphrases wording) {
    this.text = text;
    this.wording = wording;
  }

  /** Every answer that some reading of the question gives; a certain answer is the only one. */
  Set<Read> answers(String question) {
    Set<Read> answers = new LinkedHashSet<>();
    for (ChronicleKind kind : ChronicleKind.values()) {
      for (Phrase phrase : kind.questions().of(wording)) {
        ParsedChronicle.match(phrase, ".+", question)
            .ifPresent(values -> answers.addAll(named(kind, values)));
      }
      forEach(QuestionWordings.YES_NO, kind, question, values -> yesNo(kind, values), answers);
      forEach(QuestionWordings.COUNT, kind, question, values -> count(kind, values), answers);
      forEach(QuestionWordings.LIST, kind, question, values -> list(kind, values), answers);
      forEach(QuestionWordings.COMPARE, kind, question, values -> compare(kind, values), answers);
    }
    return answers;
  }

  private interface Answering {
    Optional<Read> read(Map<Slot, String> values);
  }

  private void forEach(
      Map<ChronicleKind, Wordings> wordings,
      ChronicleKind kind,
      String question,
      Answering answering,
      Set<Read> to) {
    if (wordings.containsKey(kind)) {
      for (Phrase phrase : wordings.get(kind).of(wording)) {
        ParsedChronicle.match(phrase, question).flatMap(answering::read).ifPresent(to::add);
      }
    }
  }

  /** The fact about a person who is named, or who is described by another fact. */
  private List<Read> named(ChronicleKind kind, Map<Slot, String> values) {
    List<Read> answers = new ArrayList<>();
    for (Read person : people(values.get(Slot.PERSON))) {
      text.fact(person.answer(), kind)
          .filter(fact -> kind.keys().stream().allMatch(k -> sameKey(fact, values, k)))
          .ifPresent(
              fact -> {
                Set<Integer> from = new TreeSet<>(person.sentences());
                from.add(fact.sentence());
                answers.add(new Read(fact.answer(), from));
              });
    }
    return answers;
  }

  private static boolean sameKey(ParsedChronicle.Fact fact, Map<Slot, String> values, Slot key) {
    return fact.values().get(key).equals(values.get(key));
  }

  private List<Read> people(String said) {
    List<Read> people = new ArrayList<>();
    if (text.castOfChapters().stream().anyMatch(cast -> cast.contains(said))) {
      people.add(new Read(said, Set.of()));
    }
    String lower = said.startsWith("T") ? "t" + said.substring(1) : said;
    for (Phrase phrase : QuestionWordings.BY_KIN.of(wording)) {
      ParsedChronicle.match(phrase, lower)
          .flatMap(
              values ->
                  text.fact(values.get(Slot.PERSON), ChronicleKind.KIN)
                      .filter(fact -> sameKey(fact, values, Slot.KIN)))
          .ifPresent(fact -> people.add(new Read(fact.answer(), Set.of(fact.sentence()))));
    }
    for (Phrase phrase : QuestionWordings.BY_BADGE.of(wording)) {
      ParsedChronicle.match(phrase, lower)
          .ifPresent(
              values ->
                  text.facts().stream()
                      .filter(fact -> fact.kind() == ChronicleKind.BADGE)
                      .filter(fact -> sameKey(fact, values, Slot.BADGE))
                      .map(fact -> new Read(fact.person(), Set.of(fact.sentence())))
                      .forEach(people::add));
    }
    return people;
  }

  private Optional<Read> yesNo(ChronicleKind kind, Map<Slot, String> values) {
    Slot slot = kind.answers().get(0);
    return text.fact(values.get(Slot.PERSON), kind)
        .filter(fact -> kind.keys().stream().allMatch(key -> sameKey(fact, values, key)))
        .map(fact -> new Read(sameKey(fact, values, slot) ? "yes" : "no", Set.of(fact.sentence())));
  }

  private List<ParsedChronicle.Fact> holding(ChronicleKind kind, Map<Slot, String> values) {
    Slot slot = kind.answers().get(0);
    return text.facts().stream()
        .filter(fact -> fact.kind() == kind && sameKey(fact, values, slot))
        .toList();
  }

  private Optional<Read> count(ChronicleKind kind, Map<Slot, String> values) {
    List<ParsedChronicle.Fact> holding = holding(kind, values);
    return Optional.of(new Read(NUMERALS.get(holding.size() - 1), sentences(holding)));
  }

  private Optional<Read> list(ChronicleKind kind, Map<Slot, String> values) {
    List<ParsedChronicle.Fact> holding = holding(kind, values);
    List<String> names = holding.stream().map(ParsedChronicle.Fact::person).toList();
    return Optional.of(new Read(String.join(", ", names), sentences(holding)));
  }

  private Optional<Read> compare(ChronicleKind kind, Map<Slot, String> values) {
    ParsedChronicle.Fact one = text.fact(values.get(Slot.PERSON), kind).orElseThrow();
    ParsedChronicle.Fact two = text.fact(values.get(Slot.OTHER), kind).orElseThrow();
    String answer;
    if (kind == ChronicleKind.HOME) {
      answer = one.answer().equals(two.answer()) ? "yes" : "no";
    } else if (kind == ChronicleKind.PRICE) {
      int difference = Integer.parseInt(one.answer()) - Integer.parseInt(two.answer());
      answer = difference > 0 ? one.person() : difference < 0 ? two.person() : "neither";
    } else {
      int difference = MONTHS.indexOf(one.answer()) - MONTHS.indexOf(two.answer());
      answer = difference < 0 ? one.person() : difference > 0 ? two.person() : "neither";
    }
    return Optional.of(new Read(answer, sentences(List.of(one, two))));
  }

  private static Set<Integer> sentences(List<ParsedChronicle.Fact> facts) {
    Set<Integer> sentences = new TreeSet<>();
    facts.forEach(fact -> sentences.add(fact.sentence()));
    return sentences;
  }
}
