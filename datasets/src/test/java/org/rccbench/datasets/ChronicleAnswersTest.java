package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each answer is certain: a reader who has nothing but the text and knows English finds it, in the
 * sentences that are named, and finds no other.
 */
class ChronicleAnswersTest {
  private static final List<Integer> LENGTHS = List.of(30, 60, 120, 250, 500, 900, 1300, 3500);

  static Stream<Arguments> chronicles() {
    Chronicle test = Chronicle.of(World.TEST, 21);
    List<Arguments> all = new ArrayList<>();
    all.add(Arguments.of("train", Chronicle.of(World.TRAIN, 21)));
    all.add(Arguments.of("validation", Chronicle.of(World.VALIDATION, 21)));
    for (Paraphrases facts : Paraphrases.values()) {
      for (Paraphrases questions : Paraphrases.values()) {
        String name = "test, facts " + facts + ", questions " + questions;
        all.add(Arguments.of(name, test.worded(facts, questions)));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chronicles")
  void everyAnswerIsReadInTheSentencesNamedAndNoOtherIs(String name, Chronicle chronicle) {
    int asked = 0;
    for (int words : LENGTHS) {
      for (long index = 0; index < (words > 600 ? 4 : 20); index++) {
        ChronicleDocument document = chronicle.document(index, words);
        ParsedChronicle parsed = new ParsedChronicle(document.text(), chronicle.facts());
        assertThat(parsed.sentences())
            .isEqualTo(document.sentences().stream().map(s -> s.of(document.text())).toList());
        AnswerByReading reader = new AnswerByReading(parsed, chronicle.questions());
        for (ChronicleQuestion question : document.questions()) {
          assertThat(reader.answers(question.text()))
              .as("document %d of %d words: %s", index, words, question)
              .containsExactly(
                  new AnswerByReading.Read(question.answer(), new TreeSet<>(question.evidence())));
          assertThat(question.evidence()).hasSize(question.hops()).isSorted();
          assertThat(question.wording()).isEqualTo(chronicle.questions());
          asked++;
        }
      }
    }
    assertThat(asked).isGreaterThan(5000);
  }

  @Test
  void listsAreRightInEveryOrderAndNumbersInWordsAndDigits() {
    for (ChronicleQuestion question : questions(Chronicle.of(World.TRAIN, 2), 100)) {
      if (question.form() == ChronicleForm.COUNT) {
        assertThat(question.answers()).hasSize(2);
        assertThat(question.answers().get(1)).isEqualTo(Integer.toString(question.hops()));
      } else if (question.answer().contains(",")) {
        Set<Set<String>> items = new HashSet<>();
        question.answers().forEach(a -> items.add(Set.of(a.split(", ", -1))));
        int number = question.answer().split(", ", -1).length;
        assertThat(items).hasSize(1);
        assertThat(question.answers()).hasSize(number == 2 ? 2 : 6).doesNotHaveDuplicates();
      } else {
        assertThat(question.answers()).hasSize(1);
      }
    }
  }

  private static List<ChronicleQuestion> questions(Chronicle chronicle, int documents) {
    return chronicle.documents(0).limit(documents).flatMap(d -> d.questions().stream()).toList();
  }

  @Test
  void allFormsAndKindsAreAskedAndTheFirstFewAreOfMany() {
    Map<ChronicleForm, Set<ChronicleKind>> asked = new EnumMap<>(ChronicleForm.class);
    for (ChronicleQuestion question : questions(Chronicle.of(World.TEST, 8), 200)) {
      asked
          .computeIfAbsent(question.form(), f -> EnumSet.noneOf(ChronicleKind.class))
          .add(question.kind());
    }
    assertThat(asked).hasSize(ChronicleForm.values().length);
    assertThat(ChronicleKind.values()).hasSizeGreaterThanOrEqualTo(10);
    assertThat(asked.get(ChronicleForm.ONE_HOP))
        .isEqualTo(EnumSet.complementOf(EnumSet.of(ChronicleKind.LOAD)));
    assertThat(asked.get(ChronicleForm.TWO_HOP)).hasSize(ChronicleKind.values().length);
    for (long index = 0; index < 50; index++) {
      ChronicleDocument document = Chronicle.of(World.TEST, 8).document(index, 900);
      List<ChronicleForm> forms =
          document.questions().stream().map(ChronicleQuestion::form).toList();
      Set<ChronicleForm> all = new HashSet<>(forms);
      assertThat(all).hasSizeGreaterThanOrEqualTo(4);
      assertThat(new HashSet<>(forms.subList(0, all.size()))).isEqualTo(all);
    }
  }

  @Test
  void yesAndNoAreAboutEquallyOften() {
    List<ChronicleQuestion> asked =
        questions(Chronicle.of(World.TRAIN, 4), 300).stream()
            .filter(question -> question.form() == ChronicleForm.YES_NO)
            .toList();
    double yes = asked.stream().filter(question -> question.answer().equals("yes")).count();
    assertThat(yes / asked.size()).isBetween(0.47, 0.53);
  }

  @ParameterizedTest
  @EnumSource
  void aQuestionHasDistractors(World world) {
    Chronicle chronicle = Chronicle.of(world, 12);
    int asked = 0;
    int distracted = 0;
    for (long index = 0; index < 100; index++) {
      ParsedChronicle parsed =
          new ParsedChronicle(chronicle.document(index, 500).text(), Paraphrases.SEEN);
      for (ParsedChronicle.Fact fact : parsed.facts()) {
        asked++;
        boolean other =
            parsed.facts().stream()
                .anyMatch(
                    that ->
                        that.kind() == fact.kind()
                            && !that.person().equals(fact.person())
                            && !that.answer().equals(fact.answer()));
        distracted += other ? 1 : 0;
      }
    }
    assertThat((double) distracted / asked).isGreaterThan(0.97);
  }

  @ParameterizedTest
  @EnumSource
  void aPersonHasThreeToSixFactsOfDifferentKindsInFiftyWordsOrFewer(World world) {
    // 80 tokens at the 1.6 tokens a word that a vocabulary of 1,024 is meant to give.
    Chronicle chronicle = Chronicle.of(world, 13);
    int words = 0;
    int people = 0;
    for (long index = 0; index < 100; index++) {
      ChronicleDocument document = chronicle.document(index, 900);
      ParsedChronicle parsed = new ParsedChronicle(document.text(), Paraphrases.SEEN);
      List<String> cast = parsed.castOfChapters().get(0);
      assertThat(cast).hasSize(document.people());
      assertThat(cast.stream().map(name -> name.split(" ", -1)[0])).doesNotHaveDuplicates();
      for (String person : cast.subList(0, cast.size() - 1)) {
        List<ChronicleKind> kinds =
            parsed.facts().stream()
                .filter(fact -> fact.person().equals(person))
                .map(ParsedChronicle.Fact::kind)
                .toList();
        assertThat(kinds).hasSizeBetween(3, 6).doesNotHaveDuplicates();
      }
      assertThat(document.words()).isLessThan(55 * document.people());
      words += document.words();
      people += document.people();
    }
    assertThat((double) words / people).isLessThan(50);
  }

  /**
   * Counts no more than what a reader cannot know beforehand: who comes next, what is told about
   * them and in which wording, and the words and numbers in it. At 1.6 tokens a word, two bits a
   * word are 1.25 bits a token, and no model can do better.
   */
  @Test
  void aWordHoldsMoreThanTwoBits() {
    Chronicle chronicle = Chronicle.of(World.TRAIN, 3);
    double bits = 0;
    int words = 0;
    for (long index = 0; index < 100; index++) {
      ChronicleDocument document = chronicle.document(index, 900);
      bits += bitsOf(new ParsedChronicle(document.text(), Paraphrases.SEEN));
      words += document.words();
    }
    assertThat(bits / words).isGreaterThan(2);
  }

  private static double bitsOf(ParsedChronicle parsed) {
    double bits = 0;
    int firstNames = ChroniclePhrases.FIRST_NAMES.size();
    for (String person : parsed.castOfChapters().get(0)) {
      bits += log2(firstNames) + bitsOfName(person.split(" ", -1)[1]);
      firstNames--;
      int kinds = 9;
      for (ParsedChronicle.Fact fact : parsed.facts()) {
        if (fact.person().equals(person)) {
          bits += log2(kinds) + log2(fact.kind().facts().of(Paraphrases.SEEN).size());
          bits += bitsOf(fact.values());
          kinds--;
        }
      }
    }
    for (Map<Slot, String> values : parsed.aboutNobody()) {
      // Town and place are those of the chapter in half of the sentences.
      bits += log2(ChroniclePhrases.FILLERS.size()) + bitsOf(values) / 2;
    }
    return bits;
  }

  private static double bitsOf(Map<Slot, String> values) {
    return values.entrySet().stream().mapToDouble(v -> bitsOf(v.getKey(), v.getValue())).sum();
  }

  private static double bitsOf(Slot slot, String value) {
    return switch (slot) {
      case PET -> bitsOfName(value);
      case BADGE -> log2(72_000);
      case PRICE -> log2(7_900);
      // Anybody met before; three, to be on the safe side.
      case OTHER -> log2(3);
      // A quarter of the people live in the town of the chapter.
      case TOWN -> 0.75 * log2(slot.words().size());
      default -> log2(slot.words().size());
    };
  }

  private static double bitsOfName(String name) {
    int all = name.length() == 6 ? 48 * 48 : 48 * 48 * 48;
    return log2(0.8 * all);
  }

  private static double log2(double number) {
    return Math.log(number) / Math.log(2);
  }

  @Test
  void aFullNameIsOnePersonsInADocumentOfManyChapters() {
    // So many chapters that the test world has no short names left for the last ones.
    ChronicleDocument document = Chronicle.of(World.TEST, 1).document(0, 400_000);
    ParsedChronicle parsed = new ParsedChronicle(document.text(), Paraphrases.SEEN);
    List<String> names = parsed.castOfChapters().stream().flatMap(List::stream).toList();

    assertThat(parsed.castOfChapters()).hasSizeGreaterThan(250);
    assertThat(names).hasSize(document.people()).doesNotHaveDuplicates();
    assertThat(names.stream().map(name -> name.split(" ", -1)[0]).distinct()).hasSize(40);
    for (List<String> cast : parsed.castOfChapters()) {
      assertThat(cast.stream().map(name -> name.split(" ", -1)[0])).doesNotHaveDuplicates();
    }
  }

  @Test
  void unseenWordingsTellTheSameFacts() {
    Chronicle seen = Chronicle.of(World.TEST, 30);
    Chronicle unseen = seen.worded(Paraphrases.UNSEEN, Paraphrases.UNSEEN);
    for (long index = 0; index < 40; index++) {
      List<String> one = facts(seen, index);
      List<String> two = facts(unseen, index);
      int common = Math.min(one.size(), two.size());
      assertThat(common).isGreaterThan(20);
      assertThat(two.subList(0, common)).isEqualTo(one.subList(0, common));
    }
  }

  private static List<String> facts(Chronicle chronicle, long index) {
    return new ParsedChronicle(chronicle.document(index, 400).text(), chronicle.facts())
        .facts().stream()
            .map(fact -> fact.person() + fact.kind() + new EnumMap<>(fact.values()))
            .toList();
  }

  @Test
  void oneWordingInFiveIsKeptForTests() {
    Map<String, Wordings> all = new HashMap<>();
    for (ChronicleKind kind : ChronicleKind.values()) {
      all.put("facts of " + kind, kind.facts());
      all.put("questions of " + kind, kind.questions());
    }
    QuestionWordings.YES_NO.forEach((kind, wordings) -> all.put("yes-no " + kind, wordings));
    QuestionWordings.COUNT.forEach((kind, wordings) -> all.put("count " + kind, wordings));
    QuestionWordings.LIST.forEach((kind, wordings) -> all.put("list " + kind, wordings));
    QuestionWordings.COMPARE.forEach((kind, wordings) -> all.put("compare " + kind, wordings));
    all.put("by kin", QuestionWordings.BY_KIN);
    all.put("by badge", QuestionWordings.BY_BADGE);

    all.forEach(
        (name, wordings) -> {
          List<Phrase> seen = wordings.of(Paraphrases.SEEN);
          List<Phrase> unseen = wordings.of(Paraphrases.UNSEEN);
          assertThat(seen).as(name).hasSize(4 * unseen.size()).hasSizeGreaterThanOrEqualTo(4);
          assertThat(Stream.of(seen, unseen).flatMap(List::stream).map(Phrase::toString))
              .as(name)
              .doesNotHaveDuplicates();
          Set<Slot> slots = Set.copyOf(seen.get(0).slots());
          Stream.of(seen, unseen)
              .flatMap(List::stream)
              .forEach(phrase -> assertThat(Set.copyOf(phrase.slots())).isEqualTo(slots));
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAIN", "VALIDATION"})
  void keptWordingsAreInNoTextToTrainOn(World world) {
    Chronicle chronicle = Chronicle.of(world, 6);
    List<Phrase> kept =
        Arrays.stream(ChronicleKind.values())
            .flatMap(kind -> kind.facts().of(Paraphrases.UNSEEN).stream())
            .toList();
    for (long index = 0; index < 300; index++) {
      ChronicleDocument document = chronicle.document(index);
      for (Sentence sentence : document.sentences()) {
        String text = sentence.of(document.text());
        assertThat(kept).noneMatch(phrase -> ParsedChronicle.match(phrase, text).isPresent());
      }
    }
  }
}
