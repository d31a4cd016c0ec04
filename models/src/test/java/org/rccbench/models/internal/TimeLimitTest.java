package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rccbench.models.internal.Models.context;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Decoding;
import org.rccbench.models.Memory;
import org.rccbench.models.TimeLimit;

/** A limit ends reading and answering between two steps, and the model is as good as before. */
class TimeLimitTest {
  private static final int[] IDS = Models.ids(300, 1);
  private static final int[] PROMPT = Models.ids(5, 2);

  @ParameterizedTest
  @ValueSource(strings = {"full", "truncated", "rcc", "random"})
  void readingEndsAtTheLimit(String kind) {
    try (ContextModel model = Models.open(kind, "rcc-w128-r16")) {
      int[] expected = answer(model);
      assertThatThrownBy(() -> TimeLimit.within(Duration.ZERO, () -> model.read(context(IDS))))
          .isInstanceOf(TimeLimit.PassedException.class)
          .hasMessage("the time limit of 0.0 s has passed");
      assertThat(answer(model)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "blind", "rcc"})
  void answeringEndsAtTheLimit(String kind) {
    try (ContextModel model = Models.open(kind, "rcc-w128-r16");
        Memory memory = model.read(context(IDS))) {
      int[] expected = memory.generate(PROMPT, Decoding.greedy(10)).ids();
      assertThatThrownBy(
              () ->
                  TimeLimit.within(
                      Duration.ZERO, () -> memory.generate(PROMPT, Decoding.greedy(10))))
          .isInstanceOf(TimeLimit.PassedException.class);
      assertThatThrownBy(
              () -> TimeLimit.within(Duration.ZERO, () -> memory.logProbabilities(PROMPT, PROMPT)))
          .isInstanceOf(TimeLimit.PassedException.class);
      assertThat(memory.generate(PROMPT, Decoding.greedy(10)).ids()).isEqualTo(expected);
    }
  }

  @Test
  void anOuterLimitComesBackAndNoneIsLeft() {
    Duration hour = Duration.ofHours(1);
    assertThat(TimeLimit.<Integer>within(hour, () -> TimeLimit.within(hour, () -> 7))).isEqualTo(7);
    assertThatThrownBy(
            () ->
                TimeLimit.within(
                    Duration.ZERO,
                    () -> {
                      TimeLimit.<Object>within(
                          hour,
                          () -> {
                            TimeLimit.check();
                            return null;
                          });
                      TimeLimit.check();
                      return null;
                    }))
        .isInstanceOf(TimeLimit.PassedException.class);
    TimeLimit.check();
  }

  private static int[] answer(ContextModel model) {
    try (Memory memory = model.read(context(IDS))) {
      return memory.generate(PROMPT, Decoding.greedy(10)).ids();
    }
  }
}
