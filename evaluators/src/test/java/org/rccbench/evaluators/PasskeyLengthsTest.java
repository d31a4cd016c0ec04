package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TokenStream;
import org.rccbench.evaluators.fake.FakeModel;
import org.rccbench.models.Prompts;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.checkpoint.BundledModels;

/**
 * A pass key's context has exactly the tokens asked for, of whatever tokenizer: counted one by one
 * as a model reads them, and, where a text fits into memory, of the whole text at once.
 */
class PasskeyLengthsTest {
  private static final int LONGEST_AT_ONCE = 65_536;
  private static final String FILLERS = "classic, prose, classic-decoys, prose-decoys";

  static Stream<Path> tokenizers() {
    return Stream.of(BundledModels.folder("bundled:pythia-mini"), FakeModel.tokenizerFolder());
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void everyLengthIsMetToTheToken(Path folder) {
    try (Tokenizer tokenizer = Tokenizer.load(folder)) {
      Subject subject = new Subject(tokenizer, true, Prompts.OFFICIAL, 0);
      List<Long> lengths = List.of(999L, 2048L, 4097L, 8192L);
      assertThat(check(subject, lengths, "0, 50, 100", FILLERS)).isEqualTo(4 * 3 * 4);
      List<Long> beyond =
          List.of(16_384L, 32_768L, 65_536L, 131_072L, 262_144L, 524_288L, 1_048_576L);
      assertThat(check(subject, beyond, "50", "prose-decoys")).isEqualTo(7);
    }
  }

  /** The three places where borders of windows and slots decide. */
  @Test
  void placesDoNotChangeTheLength() {
    try (Tokenizer tokenizer = Tokenizer.load(FakeModel.tokenizerFolder())) {
      Subject subject = new Subject(tokenizer, true, Prompts.OFFICIAL, 0);
      String task =
          "{task: passkey, lengths: [3000, 20000], window: 512, rate: 32, samples: 2,"
              + " places: [inside-window, window-boundary, slot-edge]}";
      assertThat(check(subject, task)).isEqualTo(2 * 3 * 2);
    }
  }

  private static long check(Subject subject, List<Long> lengths, String depths, String fillers) {
    return check(
        subject,
        "{task: passkey, lengths: "
            + lengths
            + ", depths: ["
            + depths
            + "], fillers: ["
            + fillers
            + "], samples: 1}");
  }

  /** Returns how many contexts were counted. */
  private static long check(Subject subject, String task) {
    Suite suite =
        Suite.parse(
            "name: t\nmodels: {m: {kind: oracle, source: bytes}}\ntasks: [" + task + "]\n", "t");
    try (Stream<Reading> readings = suite.tasks().get(0).task().readings(subject)) {
      return readings.mapToLong(reading -> check(subject.tokenizer(), reading)).sum();
    }
  }

  private static int check(Tokenizer tokenizer, Reading reading) {
    Request request = reading.requests().get(0);
    assertThat(request.skip()).isEmpty();
    long wanted = Long.parseLong(request.cell().get("length"));
    assertThat(reading.context().tokenCount(tokenizer)).isEqualTo(wanted);
    assertThat(counted(tokenizer, reading.context())).as("%s", request.cell()).isEqualTo(wanted);
    if (wanted <= LONGEST_AT_ONCE && reading.context() instanceof TextContext text) {
      assertThat(tokenizer.encode(text.text())).as("%s", request.cell()).hasSize((int) wanted);
    }
    return 1;
  }

  private static long counted(Tokenizer tokenizer, Context context) {
    int[] piece = new int[4096];
    long count = 0;
    try (TokenStream ids = context.open(tokenizer)) {
      for (int n = ids.fill(piece); n > 0; n = ids.fill(piece)) {
        count += n;
      }
    }
    return count;
  }
}
