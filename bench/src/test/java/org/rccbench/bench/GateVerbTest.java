package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.yaml.YamlTree;
import org.rccbench.reports.gate.GatePolicy;
import org.rccbench.reports.gate.GateRule;
import org.rccbench.reports.gate.Metric;
import picocli.CommandLine;

/**
 * The exit status says pass, regression, usage or not enough evidence, and never pass by silence.
 */
class GateVerbTest {
  private static final String SUITE =
      """
      name: demo
      models:
        one: {kind: fake, source: "fake:good"}
      tasks:
        - {task: passkey, lengths: [2048], depths: [0, 50, 100], samples: 2}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private CommandLine line;
  private Path run;
  private Path policy;

  @BeforeEach
  void aRunAndAPolicy() throws IOException {
    line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    run = folder.resolve("run");
    policy = folder.resolve("policy.yaml");
    Path suite = folder.resolve("suite.yaml");
    Files.writeString(suite, SUITE);
    Files.writeString(
        policy,
        """
        rules:
          - {id: keys, metric: score, task: passkey, profile: passkey-landmark, largest: 0.02}
          - {id: slots, metric: slots, task: passkey, largest: 0}
        """);
    line.execute("run", suite.toString(), "--out", run.toString(), "--no-progress");
  }

  private int gate(String... more) {
    List<String> words = new ArrayList<>(List.of("gate", run.toString()));
    words.addAll(List.of("--policy", policy.toString()));
    words.addAll(List.of(more));
    return line.execute(words.toArray(String[]::new));
  }

  @Test
  void withoutABaselineNothingPassesAndNoEarlierReportStays() throws IOException {
    Files.writeString(run.resolve("gate-junit.xml"), "an earlier gate's");

    assertThat(gate()).isEqualTo(3);
    assertThat(run.resolve("gate-junit.xml")).doesNotExist();
    assertThat(err.toString()).contains("there is no baseline").contains("--accept REASON");
  }

  @Test
  void noEarlierReportOutlivesAPolicyThatCannotBeRead() throws IOException {
    Files.writeString(run.resolve("gate-junit.xml"), "an earlier gate's");
    Files.writeString(policy, "rules: [");

    assertThat(gate()).isEqualTo(2);
    assertThat(run.resolve("gate-junit.xml")).doesNotExist();
  }

  @Test
  void anAcceptedRunPassesAgainstItselfAndLeavesItsReports() {
    assertThat(gate("--accept", "first")).isZero();
    assertThat(gate()).isZero();

    assertThat(out.toString()).contains("gate: pass");
    assertThat(run.resolve("gate.json")).exists();
    assertThat(run.resolve("gate.md")).content().contains("## Gate: pass");
    assertThat(run.resolve("gate-junit.xml")).content().contains("failures=\"0\" skipped=\"0\"");
  }

  @Test
  void otherCountsAreARegression() throws IOException {
    assertThat(gate("--accept", "first")).isZero();
    Path baseline = folder.resolve("baseline.json");
    String text = Files.readString(baseline);
    Files.writeString(baseline, text.replaceAll("\"slots\" : [0-9]+", "\"slots\" : 7"));

    assertThat(gate()).isEqualTo(1);
    assertThat(out.toString()).containsPattern("BREACH +slots +one").contains("gate: regression");
  }

  @Test
  void aMissingSampleIsNoPass() throws IOException {
    assertThat(gate("--accept", "first")).isZero();
    Path samples = run.resolve("samples.jsonl");
    List<String> lines = Files.readAllLines(samples);
    Files.write(samples, lines.subList(1, lines.size()));

    assertThat(gate()).isEqualTo(3);
    assertThat(out.toString()).contains("6 in the baseline, 1 of them missing now");
  }

  @Test
  void whatSixSamplesDoNotDecideTwelveDo() throws IOException {
    Files.writeString(policy, Files.readString(policy).replace("largest: 0.02", "largest: 0.5"));
    assertThat(gate("--accept", "first")).as(err.toString()).isZero();
    Path baseline = folder.resolve("baseline.json");
    JsonNode kept = new ObjectMapper().readTree(baseline.toFile());
    assertThat(kept.path("samples")).hasSize(6);
    assertThat(kept.path("more")).hasSize(6);
    // as if one of the six had been right before
    ((ObjectNode) kept.path("samples").get(0).path("scores")).put("passkey-landmark", 1.0);
    Files.writeString(baseline, kept.toString());

    assertThat(gate()).as(out + " " + err).isZero();
    assertThat(err.toString()).contains("with double the samples");
    JsonNode report = new ObjectMapper().readTree(run.resolve("gate.json").toFile());
    JsonNode keys = finding(report, "keys");
    assertThat(keys.path("pairs").asInt()).isEqualTo(12);
    assertThat(keys.path("verdict").asText()).isEqualTo("PASS");
    assertThat(Files.readAllLines(run.resolve("doubled/samples.jsonl"))).hasSize(12);

    ((ArrayNode) kept.path("more")).removeAll();
    Files.writeString(baseline, kept.toString());
    assertThat(gate()).isEqualTo(3);
    assertThat(out.toString()).contains("the baseline holds no more samples");
  }

  private static JsonNode finding(JsonNode report, String rule) {
    for (JsonNode finding : report.path("findings")) {
      if (finding.path("rule").asText().equals(rule)) {
        return finding;
      }
    }
    throw new AssertionError("no finding of " + rule + " in " + report);
  }

  @Test
  void everyFileThatIsMissingOrDamagedIsRefused() throws IOException {
    assertThat(gate("--accept", "first")).isZero();
    Path baseline = folder.resolve("baseline.json");
    String kept = Files.readString(baseline);

    for (String cut : List.of("", "{}", kept.substring(0, kept.length() / 2), "[]", "null")) {
      Files.writeString(baseline, cut);
      assertThat(gate()).as("baseline <" + cut.length() + ">").isEqualTo(2);
    }
    Files.writeString(baseline, kept.replaceFirst("\"samples\" :", "\"simples\" :"));
    assertThat(gate()).isEqualTo(2);
    Files.delete(baseline);
    assertThat(gate()).isEqualTo(3);
    Files.writeString(baseline, kept);

    for (String file : List.of("samples.jsonl", "run.json")) {
      Path part = run.resolve(file);
      byte[] bytes = Files.readAllBytes(part);
      Files.delete(part);
      assertThat(gate()).as("without " + file).isEqualTo(3);
      Files.write(part, Arrays.copyOf(bytes, bytes.length / 2));
      assertThat(gate()).as("half of " + file).isIn(2, 3);
      Files.write(part, bytes);
    }
    assertThat(gate()).isZero();
    assertThat(line.execute("gate", run + "-not", "--policy", policy.toString())).isEqualTo(2);
    assertThat(line.execute("gate", run.toString(), "--policy", policy + "-not")).isEqualTo(2);
  }

  @Test
  void thisProjectsPoliciesAreReadAndItsWorkflowUsesActionsOfOneOwnerAlone() throws IOException {
    Path root = Path.of(System.getProperty("rccbench.root", ".."));
    assertThat(GatePolicy.load(root.resolve("gate/quick/policy.yaml")).rules())
        .extracting(GateRule::metric)
        .contains(Metric.SCORE, Metric.TOKENS, Metric.SLOTS, Metric.PEAK_MEMORY)
        .doesNotContain(Metric.SPEED);
    assertThat(GatePolicy.load(root.resolve("gate/mini/policy.yaml")).rules())
        .extracting(GateRule::metric)
        .contains(Metric.SPEED);

    String workflow = Files.readString(root.resolve("docs/github-actions.yaml"));
    assertThat(YamlTree.parse(workflow, "workflow").root().findValuesAsText("uses"))
        .hasSize(3)
        .allMatch(action -> action.startsWith("actions/"));
  }

  @Test
  void speedWithoutABaseIsNoPass() throws IOException {
    Files.writeString(
        policy,
        Files.readString(policy)
            + "  - {id: read, metric: speed, benchmark: ReadBenchmark, largest: 0.05}\n");
    assertThat(gate("--accept", "first")).isZero();

    assertThat(gate()).isEqualTo(3);
    assertThat(out.toString()).contains("NOT-COMPARABLE").contains("--base");
  }

  @Test
  void aBenchmarkThatBreaksLeavesTheOtherFindingsStanding() throws IOException {
    Files.writeString(
        policy,
        Files.readString(policy)
            + "  - {id: read, metric: speed, benchmark: ReadBenchmark, largest: 0.05}\n");
    assertThat(gate("--accept", "first")).isZero();
    Path broken = Files.createDirectories(folder.resolve("build/bench/target"));
    Files.writeString(broken.resolve("benchmarks.jar"), "no jar");
    String build = folder.resolve("build").toString();

    assertThat(gate("--base", build, "--here", build)).isEqualTo(3);
    assertThat(out.toString()).containsPattern("PASS +keys").contains("ended with 1");
    assertThat(run.resolve("gate-junit.xml")).content().contains("skipped=\"1\"");
  }

  @Test
  void aBadPolicyAnEmptyReasonAndABaseThatIsNoneAreUsageErrors() throws IOException {
    assertThat(gate("--accept", " ")).isEqualTo(2);
    assertThat(gate("--accept", "first")).isZero();
    String good = Files.readString(policy);
    Files.writeString(policy, good + "  - {id: read, metric: joy, largest: 1}\n");
    assertThat(gate()).isEqualTo(2);
    assertThat(err.toString()).contains("policy.yaml:4").contains("unknown metric \"joy\"");

    Files.writeString(
        policy, good + "  - {id: read, metric: speed, benchmark: Read, largest: 0.05}\n");
    assertThat(gate("--base", folder.toString(), "--here", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("benchmarks.jar does not exist").contains("-Pbenchmarks");
  }
}
