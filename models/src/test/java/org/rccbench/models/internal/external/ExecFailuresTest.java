package org.rccbench.models.internal.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.datasets.TextContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.TimeLimit;
import org.rccbench.models.UnsupportedRequestException;

/** What a program does wrong is the failure of one question, and the next one finds it anew. */
@Timeout(120)
class ExecFailuresTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "die|the program was asked to generate: it ended with status 7",
        "nonsense|the program gave a wrong answer to generate: no JSON: Loading model ...",
        "other id|the program gave a wrong answer to generate: id must be 3, was 1",
        "no text|the program gave a wrong answer to generate: unknown field \"txt\"; known:"
            + " positions, seconds, stopped, text",
        "number|the program gave a wrong answer to generate: text must be a value of type string,"
            + " was 5",
        "no utf-8|the program was asked to generate: the line is no UTF-8",
        "endless|the program was asked to generate: the line is longer than 16777216 bytes",
        "error|the program failed to generate: no memory [31m"
      })
  void aFailureIsThatOfOneQuestion(String prompt, String message) throws Exception {
    try (ContextModel model = program().open("text", "60");
        Memory memory = model.read(TextContext.of("here"))) {
      ProcessHandle[] first = program().running();
      assertThatThrownBy(() -> TestProgram.ask(model, memory, prompt))
          .isInstanceOf(IllegalStateException.class)
          .satisfies(e -> assertThat(e.getMessage().lines().findFirst()).contains(message));
      if (!prompt.equals("error")) {
        TestProgram.assertEnded(first);
      }
      // started again, it is made to read again
      assertThat(TestProgram.said(model, memory, "next")).startsWith("next|here|");
    }
    TestProgram.assertEnded(program().running());
  }

  @Test
  void itsLastWordsFollowTheReason() {
    try (ContextModel model = program().open("text", "60");
        Memory memory = model.read(TextContext.of("here"))) {
      assertThatThrownBy(() -> TestProgram.ask(model, memory, "die"))
          .hasMessageEndingWith("\nits error output ends with:\nsomething broke here\n");
    }
  }

  @Test
  void whatItCannotIsAReasonToSkip() throws Exception {
    try (ContextModel model = program().open("text", "60");
        Memory memory = model.read(TextContext.of("here"))) {
      ProcessHandle[] first = program().running();
      assertThatThrownBy(() -> TestProgram.ask(model, memory, "cannot"))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessage("the program cannot: speak");
      assertThatThrownBy(() -> memory.logProbabilities(new int[] {1}, new int[] {2}))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessage("the program does not score");
      assertThat(first).hasSize(2).allMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void whatTakesTooLongIsEndedWithAllThatItStarted() throws Exception {
    try (ContextModel model = program().open("text", "6");
        Memory memory = model.read(TextContext.of("here"))) {
      ProcessHandle[] first = program().running();
      assertThatThrownBy(() -> TestProgram.ask(model, memory, "hang"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the program was asked to generate: it took more than 6 s");
      assertThat(first).hasSize(2);
      TestProgram.assertEnded(first);
      assertThatThrownBy(
              () ->
                  TimeLimit.within(
                      Duration.ofSeconds(1), () -> TestProgram.ask(model, memory, "hang")))
          .isInstanceOf(TimeLimit.PassedException.class);
      assertThat(TestProgram.said(model, memory, "next")).startsWith("next|here|");
    }
  }

  @Test
  void anInterruptDoesNotCutTheQuestionAtHand() {
    try (ContextModel model = program().open("text", "60");
        Memory memory = model.read(TextContext.of("here"))) {
      Thread.currentThread().interrupt();
      assertThat(TestProgram.said(model, memory, "next")).startsWith("next|here|");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aProgramThatIsAnotherOneAfterItsStartIsNotAskedOn() {
    try (ContextModel model = ContextModels.open(program().spec("text", "other-card"));
        Memory memory = model.read(TextContext.of("here"))) {
      assertThatThrownBy(() -> TestProgram.ask(model, memory, "die"));
      assertThatThrownBy(() -> TestProgram.ask(model, memory, "next"))
          .hasMessage("the program shows another card than at its first start");
    }
  }

  @Test
  void aProgramThatShowsNoCardAfterItsStartIsNotAskedOn() {
    try (ContextModel model = ContextModels.open(program().spec("text", "error-again"));
        Memory memory = model.read(TextContext.of("here"))) {
      assertThatThrownBy(() -> TestProgram.ask(model, memory, "die"));
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> TestProgram.ask(model, memory, "next"))
            .hasMessage("the program failed to card: no card today");
      }
    }
  }

  @Test
  void aSlowStartMayTakeMoreThanASampleAndIsNotBrokenOff() throws Exception {
    try (ContextModel model = ContextModels.open(program().spec("text", "slow-again"));
        Memory memory = model.read(TextContext.of("here"))) {
      assertThatThrownBy(() -> TestProgram.ask(model, memory, "die"));
      assertThatThrownBy(
              () ->
                  TimeLimit.within(
                      Duration.ofSeconds(2), () -> TestProgram.ask(model, memory, "next")))
          .isInstanceOf(TimeLimit.PassedException.class);
      ProcessHandle[] again = program().running();
      assertThat(again).hasSize(2);
      assertThatThrownBy(
              () -> TimeLimit.within(Duration.ZERO, () -> TestProgram.ask(model, memory, "next")))
          .as("no time left before anything is sent")
          .isInstanceOf(TimeLimit.PassedException.class);
      assertThat(TestProgram.said(model, memory, "next")).startsWith("next|here|");
      assertThat(program().running()).containsExactly(again);
    }
  }

  @Test
  void aProgramThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> ContextModels.open(ModelSpec.of("exec", "no-such-program --x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the program \"no-such-program\" cannot be started: ");
  }

  private TestProgram program() {
    return new TestProgram(folder);
  }
}
