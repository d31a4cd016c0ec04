package org.rccbench.datasets;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Derives every question that the facts of a document answer. */
final class QuestionWriter {
  private static final long SALT = 0x51a3_3c60_9d2e_f84bL;
  private static final int MOST_LISTED = 3;
  private static final List<String> NUMERALS =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  private final Paraphrases wording;
  private final Draws draws;
  private final Map<ChronicleForm, List<ChronicleQuestion>> byForm =
      new EnumMap<>(ChronicleForm.class);
  private int firstSentence;

  QuestionWriter(Chronicle chronicle, long index) {
    this.wording = chronicle.questions();
    this.draws = new Draws(chronicle.documentSeed(index) ^ SALT);
  }

  List<ChronicleQuestion> write(List<ChronicleChapter> chapters) {
    for (ChronicleChapter chapter : chapters) {
      for (ChroniclePerson person : chapter.people()) {
        person.facts().forEach(fact -> askAbout(person, fact));
        compare(person, chapter.people());
      }
      if (chapters.size() == 1) {
        chapter.people().forEach(this::askByNumber);
        askAboutAll(chapter.people(), ChronicleKind.HOME);
        askAboutAll(chapter.people(), ChronicleKind.TRADE);
      }
      firstSentence += chapter.sentences().size();
    }
    return inTurns();
  }

  private void askAbout(ChroniclePerson person, ChronicleFact fact) {
    ChronicleForm form =
        fact.kind().answers().size() > 1 ? ChronicleForm.LIST : ChronicleForm.ONE_HOP;
    ask(form, fact, person.fullName(), List.of(fact));
    if (QuestionWordings.YES_NO.containsKey(fact.kind())) {
      askYesNo(person, fact);
    }
    if (fact.other() != null) {
      for (ChronicleFact second : fact.other().facts()) {
        String who = description(QuestionWordings.BY_KIN, person, fact);
        ask(ChronicleForm.TWO_HOP, second, who, List.of(fact, second));
      }
    }
  }

  /** A number is one person's in a chapter; in a longer document it may come again. */
  private void askByNumber(ChroniclePerson person) {
    person
        .fact(ChronicleKind.BADGE)
        .ifPresent(
            badge -> {
              for (ChronicleFact second : person.facts()) {
                if (second.kind() != ChronicleKind.BADGE) {
                  String who = description(QuestionWordings.BY_BADGE, person, badge);
                  ask(ChronicleForm.TWO_HOP, second, who, List.of(badge, second));
                }
              }
            });
  }

  private String description(Wordings wordings, ChroniclePerson person, ChronicleFact fact) {
    return wordings.pick(draws, wording).part(fact.values().with(Slot.PERSON, person.fullName()));
  }

  /** Asks for the answer of {@code fact}, whose person the question calls {@code who}. */
  private void ask(ChronicleForm form, ChronicleFact fact, String who, List<ChronicleFact> from) {
    SlotValues values = fact.values().with(Slot.PERSON, who);
    List<String> items = fact.kind().answers().stream().map(fact.values()::get).toList();
    add(form, fact.kind(), fact.kind().questions(), values, orders(items), from);
  }

  private void askYesNo(ChroniclePerson person, ChronicleFact fact) {
    Slot slot = fact.kind().answers().get(0);
    boolean yes = draws.chance(50);
    String asked = yes ? fact.value() : anotherWord(slot, fact.value());
    SlotValues values = fact.values().with(Slot.PERSON, person.fullName());
    values.set(slot, asked);
    add(
        ChronicleForm.YES_NO,
        fact.kind(),
        QuestionWordings.YES_NO.get(fact.kind()),
        values,
        List.of(yes ? "yes" : "no"),
        List.of(fact));
  }

  private String anotherWord(Slot slot, String value) {
    List<String> words = slot.words();
    int step = 1 + draws.below(words.size() - 1);
    return words.get((words.indexOf(value) + step) % words.size());
  }

  private void compare(ChroniclePerson person, List<ChroniclePerson> people) {
    for (ChronicleFact fact : person.facts()) {
      if (!QuestionWordings.COMPARE.containsKey(fact.kind())) {
        continue;
      }
      List<ChroniclePerson> others =
          people.stream()
              .filter(other -> other != person && other.fact(fact.kind()).isPresent())
              .toList();
      if (!others.isEmpty()) {
        ChroniclePerson other = partner(fact, others);
        compare(person, fact, other, other.fact(fact.kind()).orElseThrow());
      }
    }
  }

  /** Anybody; for homes in half of the draws somebody of the same town, where there is one. */
  private ChroniclePerson partner(ChronicleFact fact, List<ChroniclePerson> others) {
    boolean alike = draws.chance(50) && fact.kind() == ChronicleKind.HOME;
    List<ChroniclePerson> same =
        others.stream()
            .filter(other -> other.fact(fact.kind()).orElseThrow().value().equals(fact.value()))
            .toList();
    return draws.pick(alike && !same.isEmpty() ? same : others);
  }

  private void compare(
      ChroniclePerson one, ChronicleFact fact, ChroniclePerson two, ChronicleFact second) {
    String answer;
    if (fact.kind() == ChronicleKind.HOME) {
      answer = fact.value().equals(second.value()) ? "yes" : "no";
    } else {
      int order = Integer.compare(rank(fact), rank(second));
      if (order == 0) {
        return;
      }
      boolean first = fact.kind() == ChronicleKind.PRICE ? order > 0 : order < 0;
      answer = first ? one.fullName() : two.fullName();
    }
    SlotValues values = new SlotValues();
    values.set(Slot.PERSON, one.fullName());
    values.set(Slot.OTHER, two.fullName());
    add(
        ChronicleForm.COMPARE,
        fact.kind(),
        QuestionWordings.COMPARE.get(fact.kind()),
        values,
        List.of(answer),
        List.of(fact, second));
  }

  private static int rank(ChronicleFact fact) {
    return fact.kind() == ChronicleKind.PRICE
        ? Integer.parseInt(fact.value())
        : Slot.MONTH.words().indexOf(fact.value());
  }

  /** Counts and lists the people of each town or trade; of those with one person only the first. */
  private void askAboutAll(List<ChroniclePerson> people, ChronicleKind kind) {
    Map<String, List<ChroniclePerson>> groups =
        people.stream()
            .filter(person -> person.fact(kind).isPresent())
            .collect(
                Collectors.groupingBy(
                    person -> person.fact(kind).orElseThrow().value(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    boolean single = false;
    for (List<ChroniclePerson> group : groups.values()) {
      List<ChronicleFact> facts = group.stream().map(p -> p.fact(kind).orElseThrow()).toList();
      if ((group.size() > 1 || !single) && group.size() <= NUMERALS.size()) {
        List<String> answers =
            List.of(NUMERALS.get(group.size() - 1), Integer.toString(group.size()));
        Wordings wordings = QuestionWordings.COUNT.get(kind);
        add(ChronicleForm.COUNT, kind, wordings, facts.get(0).values(), answers, facts);
      }
      if (group.size() > 1 && group.size() <= MOST_LISTED) {
        List<String> names = group.stream().map(ChroniclePerson::fullName).toList();
        Wordings wordings = QuestionWordings.LIST.get(kind);
        add(ChronicleForm.LIST, kind, wordings, facts.get(0).values(), orders(names), facts);
      }
      single |= group.size() == 1;
    }
  }

  private void add(
      ChronicleForm form,
      ChronicleKind kind,
      Wordings wordings,
      SlotValues values,
      List<String> answers,
      List<ChronicleFact> from) {
    List<Integer> evidence =
        from.stream().map(fact -> firstSentence + fact.sentence()).distinct().sorted().toList();
    byForm
        .computeIfAbsent(form, f -> new ArrayList<>())
        .add(
            new ChronicleQuestion(
                form,
                kind,
                from.size(),
                wordings.pick(draws, wording).text(values),
                answers,
                evidence,
                wording));
  }

  /** The items with commas, in their own order and then in every other. */
  private static List<String> orders(List<String> items) {
    List<List<String>> orders = new ArrayList<>();
    arrange(new ArrayList<>(), items, orders);
    return orders.stream().map(order -> String.join(", ", order)).toList();
  }

  private static void arrange(List<String> done, List<String> left, List<List<String>> to) {
    if (left.isEmpty()) {
      to.add(List.copyOf(done));
    }
    for (String item : left) {
      done.add(item);
      arrange(done, left.stream().filter(other -> !other.equals(item)).toList(), to);
      done.remove(done.size() - 1);
    }
  }

  private List<ChronicleQuestion> inTurns() {
    List<List<ChronicleQuestion>> forms = new ArrayList<>(byForm.values());
    forms.forEach(draws::shuffle);
    draws.shuffle(forms);
    List<ChronicleQuestion> all = new ArrayList<>();
    int longest = forms.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (List<ChronicleQuestion> form : forms) {
        if (i < form.size()) {
          all.add(form.get(i));
        }
      }
    }
    return List.copyOf(all);
  }
}
