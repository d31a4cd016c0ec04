package org.rccbench.bench;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Plain prose from a seed, for runs without a text of the user's: enough words that a copy of the
 * text is not guessed, and no licence to mind.
 */
public final class SampleText {
  private static final List<String> WHO =
      List.of(
          "the lighthouse keeper",
          "an old cartographer",
          "the youngest apprentice",
          "a travelling glazier",
          "the night baker",
          "our neighbour's aunt",
          "a quiet ferryman",
          "the school inspector",
          "the two brothers",
          "a retired surveyor");
  private static final List<String> DID =
      List.of(
          "repaired",
          "measured",
          "forgot",
          "described",
          "painted",
          "carried",
          "hid",
          "sold",
          "borrowed",
          "found");
  private static final List<String> WHAT =
      List.of(
          "a copper kettle",
          "the northern map",
          "seven wooden boxes",
          "a bundle of letters",
          "the cracked window",
          "a sack of barley",
          "the harbour clock",
          "an unfinished song",
          "the longest rope",
          "a pair of scales");
  private static final List<String> WHERE =
      List.of(
          "behind the mill",
          "near the railway bridge",
          "in the attic",
          "by the salt marsh",
          "under the pear tree",
          "at the edge of town",
          "beside the canal",
          "on the third floor",
          "across the valley",
          "below the chapel");
  private static final List<String> WHEN =
      List.of(
          "before the rain came",
          "on market day",
          "while the others slept",
          "after the long winter",
          "an hour past noon",
          "when the tide turned",
          "without telling anyone",
          "for the second time",
          "as the bells rang",
          "late in the autumn");

  private SampleText() {}

  /** At least {@code words} words in paragraphs of five to eight sentences. */
  public static String of(int words, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    int written = 0;
    while (written < words) {
      int sentences = random.nextInt(5, 9);
      for (int i = 0; i < sentences; i++) {
        String sentence = sentence(random);
        written += 1 + (int) sentence.chars().filter(c -> c == ' ').count();
        text.append(sentence).append(i + 1 < sentences ? " " : "\n\n");
      }
    }
    return text.toString();
  }

  private static String sentence(SplittableRandom random) {
    String core = pick(WHO, random) + " " + pick(DID, random) + " " + pick(WHAT, random);
    String place = pick(WHERE, random);
    String time = pick(WHEN, random);
    String sentence =
        switch (random.nextInt(3)) {
          case 0 -> core + " " + place + " " + time;
          case 1 -> time + ", " + core + " " + place;
          default -> core + " " + place + ", number " + random.nextInt(2, 1000) + " in the ledger";
        };
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".";
  }

  private static String pick(List<String> words, SplittableRandom random) {
    return words.get(random.nextInt(words.size()));
  }
}
