package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.datasets.TokenContext;
import org.rccbench.evaluators.Suite;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Memory;
import org.rccbench.models.MemoryFloor;
import org.rccbench.models.ModelSpec;

/** A plan's floor is the one that a measured point has. */
class PlanTest {
  private static final String NEOX = "../models/src/test/resources/golden/models/";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "full|shape:pythia-14m|3000",
        "truncated|shape:pythia-14m|3000",
        "blind|shape:pythia-14m|3000",
        "rcc|rcc:shape:pythia-14m,shape:pythia-14m|3000",
        "rcc|rcc:shape:pythia-14m,shape:pythia-14m|5000",
        "random|rcc:shape:pythia-14m,shape:pythia-14m|3000",
      })
  void theFloorIsThatOfAPointOfTheSameLength(String kind, String source, long tokens)
      throws IOException {
    Plan.Row row = plan(kind, source, tokens);

    ModelSpec spec = ModelSpec.of(kind, source);
    PointReading point = new PointMeter(proc()).measure(spec, tokens, 1, false);
    // the point's prompt has 4 tokens; the question has 37 bytes, and a line feed before it where
    // the context's own text stands there
    int prompt = source.startsWith("rcc:") ? 37 : 38;
    long longerBy = (prompt - 4) * point.card().kvBytesPerPosition();
    long measured = point.card().weightBytes() + point.kvBytes() + point.levelBytes();
    assertThat(row.longest()).isEqualTo(tokens);
    assertThat(row.floorBytes()).isEqualTo(measured + longerBy);
    assertThat(point.levelBytes() > 0).isEqualTo(source.startsWith("rcc:"));
  }

  @Test
  void aFloorStandsForTheRequestThatNeedsMost() throws IOException {
    long one = plan("full", "shape:pythia-14m", 3000).floorBytes();
    long two = plan("full", "shape:pythia-14m", 3000, 1000).floorBytes();
    assertThat(two).isEqualTo(one);
  }

  @Test
  void windowsInABatchCountAsManyTimes() {
    String source = NEOX + "rcc-w128-r16";
    ModelSpec whole = spec(source, 0);
    ModelSpec two = spec(source, 2);
    assertThat(floor(two, 2048).levelBytes() * 8).isEqualTo(floor(whole, 2048).levelBytes());
    assertThat(floor(two, 128).levelBytes() * 2).isEqualTo(floor(two, 2048).levelBytes());
  }

  private static MemoryFloor floor(ModelSpec spec, int tokens) {
    try (ContextModel model = ContextModels.open(spec);
        Memory memory = model.read(TokenContext.random(tokens, 512, 1))) {
      Generation answer = memory.generate(new int[] {1}, Decoding.greedy(2));
      return MemoryFloor.of(spec, model.card(), memory.ledger(), answer.positions());
    }
  }

  private static ModelSpec spec(String source, int windowBatch) {
    return new ModelSpec(
        "rcc",
        source,
        "f32",
        "auto",
        "cpu",
        OptionalInt.of(16),
        OptionalInt.of(128),
        Optional.empty(),
        Optional.empty(),
        windowBatch,
        0,
        0);
  }

  @Test
  void whatAModelReadsIsPlannedInItsOwnTokensAlsoOfASuiteThatCountsInOthers() throws IOException {
    String yaml =
        """
        name: shared
        tokenizer: bundled:pythia-mini
        models:
          mini: {kind: full, source: "bundled:pythia-mini"}
          bytes: {kind: full, source: "shape:pythia-14m"}
        tasks:
          - {task: passkey, lengths: [3000], depths: [50], samples: 1, generate: 10}
        """;
    Path file = Files.writeString(folder.resolve("shared.yaml"), yaml);
    List<Plan.Row> rows = new Plan(Suite.load(file), false).rows();
    assertThat(rows.get(0).longest()).isEqualTo(3000);
    assertThat(rows.get(0).tokensToDecode()).isEqualTo(10);
    // a token of this vocabulary has more than two bytes of English text
    assertThat(rows.get(1).longest()).isGreaterThan(6000);
    assertThat(rows.get(1).tokensToDecode()).isGreaterThan(10);
  }

  private Plan.Row plan(String kind, String source, long... lengths) throws IOException {
    String yaml =
        """
        name: floors
        models:
          one: {kind: KIND, source: "SOURCE"}
        tasks:
          - {task: passkey, lengths: LENGTHS, depths: [50], samples: 1, generate: 16}
        """
            .replace("KIND", kind)
            .replace("SOURCE", source)
            .replace("LENGTHS", Arrays.toString(lengths));
    Path file = Files.writeString(folder.resolve("suite.yaml"), yaml);
    List<Plan.Row> rows = new Plan(Suite.load(file), false).rows();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  /** Memory of some process, so that this one's is left alone. */
  private ProcMemory proc() throws IOException {
    Path self = Files.createDirectories(folder.resolve("proc/self"));
    Files.writeString(self.resolve("status"), "VmHWM:\t 123 kB\nVmRSS:\t 7 kB\n");
    return new ProcMemory(folder.resolve("proc"));
  }
}
