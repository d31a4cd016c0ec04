package org.rccbench.datasets;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What stands between braces in a {@link Phrase}; a closed slot has its list of words. */
enum Slot {
  /** The person a sentence is about, by full name or first name. */
  PERSON(""),
  /** Another person, always by full name. */
  OTHER(""),
  BADGE(""),
  PRICE(""),
  PET(""),
  TRADE(
      "cooper tanner joiner saddler glazier fiddler grocer drover tinker porter roper turner warden dyer hatter nurse judge monk pilot sexton broker miner weaver barber"),
  TRADE2(TRADE.words),
  TOWN(
      "Ashby Colby Denby Holby Selby Barton Corton Melton Weston Burford Milford Salford Hurley Langley Ripley Redmere Windmere Hartwell Bidwell Stonham Oldham Newham Westham Redhill"),
  THING(
      "bucket cloak comb desk flag flask jug lantern mug needle pot quilt rake rug scarf shovel stool sword wheel whistle basin candle chain fork hook ladle pan pipe razor vase"),
  THING2(THING.words),
  COLOUR("red blue green white black grey pink brown golden purple"),
  ANIMAL("calf crow duck ferret lamb mule pony puppy kitten pig hare swan"),
  GOOD(
      "beans candles carrots cups figs keys nuts pins plums ropes spoons tiles bowls pears hats seeds sacks logs"),
  COUNT(
      "three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty"
          + " ninety"),
  DAY("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
  PLACE(
      "chapel dock ferry forge granary hall inn kiln lodge quay stable well windmill yard gate barn pond bridge"),
  PLACE2(PLACE.words),
  KIN("cousin guest helper partner pupil rival tenant tutor student patron"),
  MONTH("January February March April May June July August September October November December"),
  WEATHER("calm cold damp dull mild warm wet");

  private static final Map<String, Slot> BY_NAME = new HashMap<>();

  static {
    for (Slot slot : values()) {
      BY_NAME.put(slot.name().toLowerCase(Locale.ROOT), slot);
    }
  }

  private final String words;

  // Unmodifiable; its type cannot say so.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> list;

  Slot(String words) {
    this.words = words;
    this.list = words.isEmpty() ? List.of() : List.of(words.split(" "));
  }

  static Slot named(String name) {
    Slot slot = BY_NAME.get(name);
    if (slot == null) {
      throw new IllegalArgumentException("a phrase has no slot {" + name + "}");
    }
    return slot;
  }

  /** The words that can stand here; empty for names and numbers. */
  List<String> words() {
    return list;
  }
}
