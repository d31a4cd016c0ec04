package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs rescore, compare and report --profile over runs of a model that answers 12345. */
class CompareVerbTest {
  private static final String SUITE =
      """
      name: demo
      models:
        one: {kind: fake, source: "fake:good"}
        two: {kind: fake, source: "fake:%s"}
      tasks:
        - {task: passkey, lengths: [2048, 2100], depths: [0, 100], samples: 3}
      """;

  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();
  private String run;

  @BeforeEach
  void runsWhereTheSecondModelIsBrokenAndNot() throws IOException {
    run = run("broken", 3);
  }

  @Test
  void aModelIsComparedWithItselfAndNothingIsClaimed() {
    assertThat(terminal.execute("compare", run + ":one", run + ":one")).isZero();

    assertThat(terminal.out())
        .contains(
            "A one, untrained (random weights), passkey | B one, untrained (random weights),"
                + " passkey, rate 1 | passkey-landmark")
        .containsPattern("INCONCLUSIVE B - A = 0\\.0000 \\[-0\\.[0-9]+, 0\\.[0-9]+\\] +p 1\\.0000")
        .contains("flips       B ahead on 0, A ahead on 0, equal on 12, McNemar p 1.0000")
        .contains("retention   undefined: ")
        .contains("length 2048")
        .contains("depth 100");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void whatFailedOnOneSideEndsInStatus3UnlessTheRestIsEnough() throws IOException {
    assertThat(terminal.execute("compare", run + ":one", run + ":two")).isEqualTo(3);
    assertThat(terminal.out())
        .contains("no sample is scored on both sides")
        .containsPattern("not paired: 12, A scored, B failed: .+")
        .contains("and 2 more; --json lists them");
    assertThat(terminal.err()).contains("12 samples are not scored on both sides");
    // nothing at all in common is not enough either
    assertThat(terminal.execute("compare", run + ":one", run + ":two", "--common")).isEqualTo(3);

    String more = run("good", 4);
    terminal.clear();
    assertThat(terminal.execute("compare", run + ":one", more + ":two", "--json")).isEqualTo(3);
    JsonNode row = new ObjectMapper().readTree(terminal.out()).get("comparisons").get(0);
    assertThat(row.get("unpaired").size()).isEqualTo(4);
    assertThat(row.get("unpaired").get(0).get("baseline").textValue()).isEqualTo("no such sample");
    assertThat(row.get("means").get("samples").intValue()).isEqualTo(12);
    assertThat(row.get("judged").get("verdict").textValue()).isEqualTo("INCONCLUSIVE");
    assertThat(terminal.execute("compare", run + ":one", more + ":two", "--common")).isZero();
  }

  @Test
  void modelsOfTheSameNameArePaired() throws IOException {
    String more = run("good", 3);
    assertThat(terminal.execute("compare", run, more, "--json")).isEqualTo(3);
    JsonNode report = new ObjectMapper().readTree(terminal.out());
    assertThat(report.get("comparisons").findValuesAsText("model"))
        .containsExactly("one", "one", "two", "two");
    assertThat(terminal.execute("compare", run + ":three", more)).isEqualTo(2);
    assertThat(terminal.err()).contains("no samples of a model \"three\"; it has: one, two");
  }

  @Test
  void modelsOfDifferentTokenizersArePairedWhereTheSuiteNamesOne() throws IOException {
    Path suite = folder.resolve("shared.yaml");
    String mini = Path.of(System.getProperty("rccbench.models"), "pythia-mini").toString();
    String tasks =
        """
        name: shared
        models:
          one: {kind: oracle, source: MINI}
          two: {kind: oracle, source: bytes, rate: 4, window: 256}
          three: {kind: fake, source: "fake:good"}
        tasks:
          - {task: passkey, lengths: [400], depths: [0, 100], samples: 2}
          - task: reconstruction
            chronicle: {}
            length: 256
            samples: 2
            positions: [0, 100]
            generate: 50
            score_lengths: [50]
          - {task: question_answering, chronicle: {lengths: [500]}, samples: 2, questions: 2}
          - {task: needle, lengths: [900], keys: [1], samples: 2}
        """
            .replace("MINI", mini);
    for (String key : List.of("tokenizer: bundled:pythia-mini\n", "")) {
      Files.writeString(suite, key + tasks);
      String to = folder.resolve("shared" + key.length()).toString();
      assertThat(terminal.execute("run", suite.toString(), "--out", to)).isZero();
      for (String other : List.of("two", "three")) {
        terminal.clear();
        int status = terminal.execute("compare", to + ":one", to + ":" + other, "--json");
        if (key.isEmpty()) {
          assertThat(status).as("texts of their own").isNotZero();
        } else {
          assertThat(status).as(terminal.err()).isZero();
          JsonNode rows = new ObjectMapper().readTree(terminal.out()).get("comparisons");
          assertThat(rows).hasSize(4);
          assertThat(rows).allSatisfy(row -> assertThat(row.get("unpaired")).isEmpty());
        }
      }
    }
  }

  @Test
  void rescoreWritesScoresAgreesWithTheRunAndShowsTheSpread() throws IOException {
    byte[] journal = Files.readAllBytes(Path.of(run, "samples.jsonl"));
    assertThat(terminal.execute("rescore", run, "--profile", "all")).isZero();

    assertThat(Files.readAllBytes(Path.of(run, "samples.jsonl"))).isEqualTo(journal);
    assertThat(Files.readAllLines(Path.of(run, "scores.jsonl"))).hasSize(12);
    assertThat(terminal.out())
        .contains("12 outputs scored, 12 samples without one")
        .contains("of scores that the run has too, 24 are the same and 0 differ")
        .containsPattern("spread of pass key accuracy over 6 profiles: [0-9.]+ points")
        .containsPattern("no score: .*bleu4-ids|no score: .*babilong");
  }

  @Test
  void reportShowsProfilesThatTheRunDidNotHave() throws IOException {
    assertThat(terminal.execute("report", run, "--profile", "edit-similarity")).isEqualTo(2);
    assertThat(terminal.err()).contains("has no scores.jsonl; make it with: rcc-bench rescore");

    terminal.execute("rescore", run, "--profile", "edit-similarity");
    assertThat(terminal.execute("report", run, "--profile", "edit-similarity")).isZero();
    List<String> table = Files.readAllLines(Path.of(run, "tables", "passkey.csv"));
    assertThat(table).anyMatch(line -> line.contains("edit-similarity"));
    assertThat(table).noneMatch(line -> line.contains("passkey-landmark"));

    terminal.clear();
    assertThat(terminal.execute("report", run, "--profile", "squad-f1")).isEqualTo(2);
    assertThat(terminal.err())
        .contains("no sample has a score of \"squad-f1\"")
        .contains("there are: edit-similarity, passkey-infinitebench, passkey-landmark");
    assertThat(terminal.execute("report", run)).isZero();
    assertThat(Files.readString(Path.of(run, "tables", "passkey.csv")))
        .contains("passkey-landmark");
  }

  private String run(String second, int samples) throws IOException {
    Path suite = folder.resolve(second + samples + ".yaml");
    Files.writeString(
        suite, SUITE.replace("%s", second).replace("samples: 3", "samples: " + samples));
    String to = folder.resolve(second + samples).toString();
    terminal.execute("run", suite.toString(), "--out", to, "--retry", "0");
    terminal.clear();
    return to;
  }
}
