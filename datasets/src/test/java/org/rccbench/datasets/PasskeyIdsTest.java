package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Put together from what is known, a context has the ids that its text has as a whole. */
class PasskeyIdsTest {

  @Test
  void contextsAreTheLinesOfThePaperWithTheKeyWhereItWasAskedFor() {
    PasskeyIds maker = new PasskeyIds(Encoders.BYTES); // whose ids are the text
    SplittableRandom random = new SplittableRandom(4);
    for (int run = 0; run < 300; run++) {
      int rotation = random.nextInt(PasskeyIds.rotations());
      int key = 10_000 + random.nextInt(90_000);
      int tokens = maker.least(key, rotation) + random.nextInt(4000);
      double depth = random.nextDouble();
      StringBuilder text = new StringBuilder();
      for (int id : maker.context(tokens, depth, key, rotation).orElseThrow()) {
        text.append((char) id);
      }
      List<String> lines = text.toString().lines().toList();
      String block = PasskeyText.block(rotation).repeat(50);
      assertThat(lines.get(0)).isEqualTo(PasskeyText.TASK);
      assertThat(lines.get(2)).isEqualTo(PasskeyText.keyLine(key));
      assertThat(block).startsWith(lines.get(1));
      int suffix =
          text.length() - lines.get(0).length() - lines.get(1).length() - lines.get(2).length() - 3;
      assertThat(text.toString()).endsWith("\n" + block.substring(0, suffix));
      double asked = depth * (lines.get(1).length() + suffix);
      assertThat((double) lines.get(1).length()).isBetween(asked - 9, asked + 9);
    }
  }

  @ParameterizedTest
  @EnumSource
  void longContextsHaveTheIdsOfTheirText(Encoders encoder) {
    PasskeyIds maker = new PasskeyIds(encoder);
    for (int rotation = 0; rotation < PasskeyIds.rotations(); rotation++) {
      String block = PasskeyText.block(rotation);
      for (int prefix : new int[] {0, 1, 91, 92, 276, 277, 300, 999}) {
        for (int suffix : new int[] {0, 5, 92, 275, 276, 400, 1001}) {
          int[] whole = encoder.encode(new PasskeyLayout(block, 56994, prefix, suffix).text());
          assertThat(maker.laidOut(prefix, suffix, 56994, rotation)).isEqualTo(whole);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyLengthAndDepthIsMet(Encoders encoder) {
    PasskeyIds maker = new PasskeyIds(encoder);
    SplittableRandom random = new SplittableRandom(5);
    for (int tokens = maker.least(12345, 0); tokens < 3000; tokens++) {
      assertThat(maker.context(tokens, random.nextDouble(), 12345, 0).orElseThrow())
          .hasSize(tokens);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> maker.context(20, 0, 12345, 0))
        .withMessageContaining("20 tokens are too few");
  }
}
