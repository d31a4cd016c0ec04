package org.rccbench.datasets;

import java.util.List;
import java.util.Random;

/** Seeded mixes of everything that a tokenizer treats in a special way. */
final class AdversarialText {
  private static final List<String> PIECES =
      List.of(
          "a",
          "the",
          "The",
          "Word",
          "keep",
          "don",
          "x",
          "7",
          "2024",
          "٣",
          "½",
          " ",
          " ",
          " ",
          " ",
          "  ",
          "   ",
          "                         ",
          "\n",
          "\n",
          "\n\n",
          "\r\n",
          "\t",
          "\u00a0",
          "\u2003",
          "\u2000",
          "\u3000",
          "\u1680",
          "'",
          "'s",
          "'t",
          "'re",
          "'ll",
          "\"",
          ".",
          ",",
          ":",
          "!",
          "?",
          "(",
          ")",
          "-",
          "<",
          "|",
          ">",
          "<|",
          "|>",
          "<|endoftext|>",
          "<|padding|>",
          "<|endof",
          "text|>",
          "endoftext",
          "[",
          "]",
          "#",
          "_",
          "\u0301",
          "\u0308",
          "\u0338",
          "\u0327",
          "e\u0301",
          "A\u030a",
          "\u00e9",
          "\u1100\u1161\u11a8",
          "\u0345",
          "\u037e",
          "\u2126",
          "\u0958",
          "\u200d",
          "\u200b",
          "\ufeff",
          "日本",
          "語",
          "。",
          "中文",
          "가나",
          "😀",
          "👩\u200d👩\u200d👧",
          "𝐀",
          "𝟗",
          "Ж",
          "ß",
          "ﬁ",
          "\u0000",
          "\u0085",
          "\u2028");

  private AdversarialText() {}

  static String of(long seed, int pieces) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
