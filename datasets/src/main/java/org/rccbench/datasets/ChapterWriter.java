package org.rccbench.datasets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes one chapter: an opening line, then a paragraph for each person of the cast until the words
 * asked for are there or the cast is at its end.
 *
 * <p>What is drawn does not depend on the wordings asked for: the same seed tells the same facts
 * about the same people in {@link Paraphrases#SEEN} and in {@link Paraphrases#UNSEEN} words.
 */
final class ChapterWriter {
  /** People in a chapter at most; fewer than first names, so that the cast is not the list. */
  static final int CAST = 30;

  private static final int KINDS_OF_A_CHAPTER = 9;
  private static final int FEWEST_FACTS = 3;
  private static final int MOST_FACTS = 6;
  private static final int LINK_PERCENT = 35;
  private static final int FILLER_PERCENT = 30;
  private static final int FIRST_NAME_PERCENT = 75;
  private static final int TOPIC_PERCENT = 50;
  private static final int TOPIC_HOME_PERCENT = 25;

  private final WorldValues world;
  private final Surnames surnames;
  private final Paraphrases wordings;
  private final Set<Integer> avoided;
  private final Draws draws;
  private final long wordsWanted;

  private final StringBuilder text = new StringBuilder();
  private final List<Sentence> sentences = new ArrayList<>();
  private final List<ChroniclePerson> people = new ArrayList<>();
  private final Set<String> badges = new HashSet<>();
  private final List<ChronicleKind> kinds;
  private final String topicTown;
  private final String topicPlace;
  private int words;

  ChapterWriter(Chronicle chronicle, Surnames surnames, long seed, long wordsWanted) {
    this.world = WorldValues.of(chronicle.world());
    this.surnames = surnames;
    this.wordings = chronicle.facts();
    this.avoided = chronicle.avoided();
    this.draws = new Draws(seed);
    this.wordsWanted = wordsWanted;
    List<ChronicleKind> all = new ArrayList<>(List.of(ChronicleKind.values()));
    draws.shuffle(all);
    this.kinds = all.subList(0, KINDS_OF_A_CHAPTER);
    this.topicTown = draws.pick(Slot.TOWN.words());
    this.topicPlace = draws.pick(Slot.PLACE.words());
  }

  ChronicleChapter write() {
    List<Integer> names = new ArrayList<>();
    for (int i = 0; i < ChroniclePhrases.FIRST_NAMES.size(); i++) {
      names.add(i);
    }
    draws.shuffle(names);
    Phrase opener = draws.pick(ChroniclePhrases.OPENERS);
    append(opener, scenery(opener, 100));
    for (int i = 0; i < CAST && !isLongEnough(); i++) {
      text.append('\n');
      int name = names.get(i);
      writeParagraph(
          new ChroniclePerson(ChroniclePhrases.FIRST_NAMES.get(name), surnames.of(name, draws)));
    }
    return new ChronicleChapter(
        text.toString(), words, List.copyOf(sentences), List.copyOf(people));
  }

  private boolean isLongEnough() {
    return words >= wordsWanted;
  }

  private void writeParagraph(ChroniclePerson person) {
    List<ChronicleKind> told = kindsOfAPerson();
    boolean introduced = draws.chance(LINK_PERCENT);
    if (introduced) {
      SlotValues values = new SlotValues();
      values.set(Slot.PERSON, person.fullName());
      append(draws.pick(ChroniclePhrases.LINKS), values);
    }
    Set<String> things = new HashSet<>();
    for (int i = 0; i < told.size() && !isLongEnough(); i++) {
      boolean byFirstName = draws.chance(FIRST_NAME_PERCENT) && (introduced || i > 0);
      writeFact(person, told.get(i), byFirstName, things);
      if (draws.chance(FILLER_PERCENT) && !isLongEnough()) {
        Phrase filler = draws.pick(ChroniclePhrases.FILLERS);
        append(filler, scenery(filler, TOPIC_PERCENT));
      }
    }
    people.add(person);
  }

  private List<ChronicleKind> kindsOfAPerson() {
    int facts = FEWEST_FACTS + draws.below(MOST_FACTS - FEWEST_FACTS + 1);
    List<ChronicleKind> told = new ArrayList<>(kinds);
    draws.shuffle(told);
    if (people.isEmpty()) {
      told.remove(ChronicleKind.KIN);
    } else if (told.get(0) == ChronicleKind.KIN) {
      // A paragraph that begins with two full names would leave open whom it is about.
      told.add(1, told.remove(0));
    }
    return told.subList(0, facts);
  }

  private void writeFact(
      ChroniclePerson person, ChronicleKind kind, boolean byFirstName, Set<String> things) {
    SlotValues values = new SlotValues();
    ChroniclePerson other = null;
    for (Slot slot : kind.keys()) {
      values.set(slot, fresh(slot, things));
    }
    for (Slot slot : kind.answers()) {
      if (slot == Slot.OTHER) {
        other = draws.pick(people);
        values.set(slot, other.fullName());
      } else {
        values.set(slot, fresh(slot, things));
      }
    }
    values.set(Slot.PERSON, byFirstName ? person.firstName() : person.fullName());
    person.facts().add(new ChronicleFact(kind, values, sentences.size(), other));
    append(kind.facts().pick(draws, wordings), values);
  }

  private String fresh(Slot slot, Set<String> things) {
    return switch (slot) {
      case BADGE -> badge();
      case TOWN -> draws.chance(TOPIC_HOME_PERCENT) ? topicTown : anything(slot);
      case THING, THING2 -> thing(slot, things);
      default -> anything(slot);
    };
  }

  private String anything(Slot slot) {
    return switch (slot) {
      case PRICE -> Integer.toString(world.price(draws));
      case PET -> world.shortName(draws.below(world.shortNames()));
      default -> draws.pick(slot.words());
    };
  }

  private String ofTopic(Slot slot) {
    return switch (slot) {
      case TOWN -> topicTown;
      case PLACE -> topicPlace;
      default -> anything(slot);
    };
  }

  /** One that the person has not yet, so that "the lamp of Ada" is one lamp. */
  private String thing(Slot slot, Set<String> things) {
    String thing = draws.pick(slot.words());
    while (!things.add(thing)) {
      thing = draws.pick(slot.words());
    }
    return thing;
  }

  /** One that nobody else in the chapter has, so that the number alone says who is meant. */
  private String badge() {
    String badge = Integer.toString(world.fiveDigits(draws, avoided));
    while (!badges.add(badge)) {
      badge = Integer.toString(world.fiveDigits(draws, avoided));
    }
    return badge;
  }

  /** Values for a sentence about nobody; town and place are the chapter's own in so many of 100. */
  private SlotValues scenery(Phrase phrase, int topicPercent) {
    SlotValues values = new SlotValues();
    for (Slot slot : phrase.slots()) {
      values.set(slot, draws.chance(topicPercent) ? ofTopic(slot) : anything(slot));
    }
    makeDistinct(values, Slot.PLACE, Slot.PLACE2);
    makeDistinct(values, Slot.TRADE, Slot.TRADE2);
    return values;
  }

  private void makeDistinct(SlotValues values, Slot one, Slot two) {
    while (values.get(one) != null && values.get(one).equals(values.get(two))) {
      values.set(two, draws.pick(two.words()));
    }
  }

  private void append(Phrase phrase, SlotValues values) {
    if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
      text.append(' ');
    }
    int start = text.length();
    phrase.append(text, values);
    sentences.add(new Sentence(start, text.length()));
    words++;
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) == ' ') {
        words++;
      }
    }
  }
}
