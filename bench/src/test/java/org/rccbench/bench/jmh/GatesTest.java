package org.rccbench.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.rccbench.bench.SampleText;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.models.Tokenizer;
import picocli.CommandLine;

/** A gate passes contenders that agree, stops those that differ, and says which. */
class GatesTest {
  private final Passage reference = BleuBenchmark.reference(300);
  private final Passage output = BleuBenchmark.output(reference);

  @Test
  void bothProfilesOfTheBenchmarkScoreAlike() {
    assertThat(BleuBenchmark.gate(Scorer.BLEU4_TEXT_SACREBLEU_13A, output, reference))
        .hasSize(2)
        .allMatch(Agreement::holds);
    assertThat(BleuBenchmark.gate(Scorer.BLEU4_IDS_NLTK_METHOD1, output, reference))
        .allMatch(Agreement::holds);
  }

  @Test
  void aScorerThatIsNoBleuIsStopped() {
    assertThat(BleuBenchmark.gate(Scorer.PREFIX_EXACT_MATCH, output, reference).get(0).holds())
        .isFalse();
  }

  @Test
  void theTokenizerGivesTheSameIdsInPieces() {
    try (Tokenizer tokenizer = Tokenizer.bytes()) {
      assertThat(TokenizerBenchmark.gate(tokenizer, SampleText.of(3000, 1)))
          .hasSize(2)
          .allMatch(Agreement::holds);
    }
  }

  @Test
  void shardedCheckpointsHoldTheSameTensors() {
    assertThat(SafetensorsBenchmark.gate(3, 5)).hasSize(2).allMatch(Agreement::holds);
  }

  @Test
  void allGatesRunWithoutTimingAndAgree() {
    StringWriter out = new StringWriter();

    int status = line(out).execute("--model", "full", "--weights", "plain");

    assertThat(status).isZero();
    assertThat(out.toString().lines())
        .hasSize(10)
        .allMatch(l -> l.startsWith("agree "))
        .anyMatch(l -> l.contains("full bf16 plain answers like f32 plain"));
  }

  @Test
  void anUnknownShapeIsAUsageErrorThatNamesTheKnownOnes() {
    StringWriter out = new StringWriter();

    assertThat(line(out).execute("--shape", "pythia-13m")).isEqualTo(2);
    assertThat(out.toString()).contains("pythia-13m").contains("pythia-14m");
  }

  @Test
  void aFailingGateEndsTheRunUnlessTheUserSaysOtherwise() {
    assertThat(Benchmarks.failingClosed(new String[] {"-l"})).containsExactly("-foe", "true", "-l");
    assertThat(Benchmarks.failingClosed(new String[] {"-foe", "false"}))
        .containsExactly("-foe", "false");
  }

  private static CommandLine line(StringWriter out) {
    PrintWriter writer = new PrintWriter(out, true);
    return Gates.commandLine().setOut(writer).setErr(writer);
  }
}
