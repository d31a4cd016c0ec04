package org.rccbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.reports.paper.PlantedRun;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Nothing changed is green, a planted loss is red, and what is missing is never a pass. */
class GateTest {
  private static final Map<String, String> CELL = Map.of("length", "2048");
  private static final GatePolicy POLICY =
      GatePolicy.parse(
          """
          rules:
            - {id: keys, metric: score, task: passkey, profile: hit, largest: 0.02}
            - {id: slots, metric: slots, task: passkey, largest: 0}
            - {id: tokens, metric: tokens, task: passkey, largest: 0}
            - {id: memory, metric: peak_memory, largest: 0.1}
          """,
          "policy.yaml");

  @TempDir private Path folder;
  private Baseline baseline;

  @BeforeEach
  void aBaseline() {
    baseline = Baseline.ofRun(run("baseline", 180, 20, 1.0).write());
  }

  private PlantedRun run(String name, int hits, int misses, double memory) {
    return run(name, hits, misses, memory, "cpu", 1024, 2048, 4096);
  }

  private PlantedRun run(
      String name, int hits, int misses, double memory, String device, long... lengths) {
    long[] points =
        Arrays.stream(lengths)
            .flatMap(tokens -> LongStream.of(tokens, (long) (1000 * memory * tokens)))
            .toArray();
    return new PlantedRun(folder.resolve(name))
        .model("m", "rcc", 32)
        .shares("m", "passkey", CELL, "hit", hits, misses)
        .curve("m", "rcc", 32, device, points);
  }

  @Test
  void aCurveOfAnotherProgramIsNotGated() throws IOException {
    Path same = run("same", 180, 20, 1.0).write();
    Files.writeString(
        same.resolve("measurements.jsonl"),
        Files.readString(same.resolve("measurements.jsonl"))
            .lines()
            .findFirst()
            .orElseThrow()
            .replace("\"model\":\"m\"", "\"model\":\"huggingface\"")
            .replace("\"why\":null}", "\"why\":null,\"provenance\":{\"torch\":\"2.7.1\"}}\n"),
        StandardOpenOption.APPEND);

    assertThat(Baseline.ofRun(same)).isEqualTo(baseline);
  }

  @Test
  void nothingChangedIsGreen() {
    GateReport report = check(run("same", 180, 20, 1.0));

    assertThat(report.result()).isEqualTo(GateReport.Result.PASS);
    assertThat(report.findings()).extracting(Finding::rule).contains("keys", "slots", "memory");
  }

  @Test
  void aLossOfFivePointsIsRed() {
    GateReport report = check(run("worse", 170, 30, 1.0));

    Finding keys = finding(report, "keys");
    assertThat(keys.verdict()).isEqualTo(Finding.Verdict.BREACH);
    assertThat(keys.effect()).isCloseTo(0.05, within(1e-9));
    assertThat(keys.before()).isCloseTo(0.9, within(1e-9));
    assertThat(report.result()).isEqualTo(GateReport.Result.REGRESSION);
  }

  @Test
  void aGainIsNoBreachAndALossWithinTheErrorIsNoPass() {
    assertThat(finding(check(run("better", 200, 0, 1.0)), "keys").verdict())
        .isEqualTo(Finding.Verdict.PASS);

    GateReport report = check(run("slightly", 179, 21, 1.0));
    assertThat(finding(report, "keys").verdict()).isEqualTo(Finding.Verdict.INCONCLUSIVE);
    assertThat(report.result()).isEqualTo(GateReport.Result.UNDECIDED);
  }

  @Test
  void moreMemoryThanAllowedIsRedAndLessIsNot() {
    assertThat(finding(check(run("more", 180, 20, 1.2)), "memory").verdict())
        .isEqualTo(Finding.Verdict.BREACH);
    assertThat(finding(check(run("little", 180, 20, 1.05)), "memory").verdict())
        .isEqualTo(Finding.Verdict.PASS);
    assertThat(finding(check(run("less", 180, 20, 0.5)), "memory").verdict())
        .isEqualTo(Finding.Verdict.PASS);
  }

  @Test
  void oneLengthThatGrowsIsNoPassThoughTheMeanIsFine() {
    long[] lengths = {1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144, 524_288};
    Baseline before = Baseline.ofRun(run("many", 180, 20, 1.0, "cpu", lengths).write());
    PlantedRun grown = run("grown", 180, 20, 1.0, "cpu", Arrays.copyOf(lengths, 9));
    grown.curve("m", "rcc", 32, "cpu", 524_288, 1300L * 524_288);
    GateReport report = new GateReport(Gate.check(POLICY, before, Baseline.ofRun(grown.write())));

    Finding memory = finding(report, "memory");
    assertThat(memory.effect()).isCloseTo(0.03, within(1e-3));
    assertThat(memory.verdict()).isEqualTo(Finding.Verdict.INCONCLUSIVE);
    assertThat(memory.why()).startsWith("the point at 524288 tokens grew by 0.3");
  }

  @Test
  void samplesThatFailOnBothSidesOrHaveNoScoreOnEitherAreNoPass() {
    Baseline failing =
        Baseline.ofRun(run("failing", 1, 0, 1.0).failed("m", "passkey", CELL, 99).write());
    assertThat(finding(new GateReport(Gate.check(POLICY, failing, failing)), "keys"))
        .extracting(Finding::verdict, Finding::why)
        .containsExactly(
            Finding.Verdict.NOT_COMPARABLE,
            "99 samples failed in the baseline and now, so nothing is known of them; accept a"
                + " baseline without failures");

    Baseline lacking =
        Baseline.ofRun(run("lacking", 1, 0, 1.0).scoreless("m", "passkey", CELL, 9).write());
    assertThat(finding(new GateReport(Gate.check(POLICY, lacking, lacking)), "keys").why())
        .isEqualTo("9 samples lack the score hit on both sides");
  }

  @Test
  void everyWayOfMissingDataIsRefused() throws IOException {
    assertUndecided(check(run("fewer", 100, 20, 1.0)), "keys", "80 of them missing now");
    assertUndecided(check(run("extra", 180, 21, 1.0)), "keys", "1 new");
    assertUndecided(
        check(new PlantedRun(folder.resolve("empty"))), "keys", "200 of them missing now");
    assertUndecided(
        check(new PlantedRun(folder.resolve("pointless"))), "memory", "the points differ");
    PlantedRun other =
        new PlantedRun(folder.resolve("profile")).shares("m", "passkey", CELL, "other", 180, 20);
    assertUndecided(check(other), "keys", "on one side alone");

    Path unfinished = run("unfinished", 180, 20, 1.0).write();
    Path record = unfinished.resolve("run.json");
    Files.writeString(
        record,
        Files.readString(record).replaceAll("\"finished\" : \"[^\"]*\"", "\"finished\" : null"));
    assertUndecided(check(Baseline.ofRun(unfinished)), "keys", "not complete");
    Files.delete(record);
    assertUndecided(check(Baseline.ofRun(unfinished)), "keys", "not complete");
  }

  @Test
  void aSampleThatFailsNowIsNoPass() {
    Baseline scored = Baseline.ofRun(run("scored", 180, 20, 1.0).write());
    Baseline.Sample first = scored.samples().get(0);
    Baseline.Sample failed =
        new Baseline.Sample(
            first.model(),
            first.sample(),
            first.task(),
            first.cell(),
            first.context(),
            "failed",
            Map.of(),
            null,
            null);
    List<Baseline.Sample> samples = new ArrayList<>(scored.samples());
    samples.set(0, failed);

    assertUndecided(check(scored.withSamples(samples)), "keys", "1 samples are not");
  }

  @Test
  void aRuleThatFindsNothingAndAModelThatIsGoneAreRefused() {
    GatePolicy policy =
        GatePolicy.parse(
            "rules: [{id: a, metric: slots, task: nothing, largest: 0},"
                + " {id: b, metric: slots, task: passkey, models: [gone], largest: 0}]",
            "p");

    assertThat(Gate.check(policy, baseline, baseline))
        .hasSize(2)
        .allMatch(f -> f.verdict() == Finding.Verdict.NOT_COMPARABLE);
  }

  @Test
  void aPointThatIsGoneOrElsewhereOrBrokenIsRefused() {
    PlantedRun shorter = run("shorter", 180, 20, 1.0, "cpu", 1024, 2048);
    assertUndecided(check(shorter), "memory", "the points differ: [1024, 2048, 4096]");
    PlantedRun gpu = run("gpu", 180, 20, 1.0, "cuda:0", 1024, 2048, 4096);
    assertUndecided(check(gpu), "memory", "measured on cuda:0, the baseline on cpu");
    List<Baseline.Point> points = new ArrayList<>(baseline.points());
    points.set(1, new Baseline.Point("m", 2048, "cpu", null, "it broke"));
    Baseline broken =
        new Baseline(null, true, baseline.samples(), List.of(), List.copyOf(points), null);
    assertUndecided(check(broken), "memory", "the point at 2048 tokens was not measured");
    assertThatThrownBy(
            () ->
                new Baseline(
                    null, true, baseline.samples(), baseline.samples(), baseline.points(), null))
        .hasMessageContaining("is there twice");
  }

  @Test
  void whatIsNotDecidedIsJudgedAgainWithDoubleTheSamples() {
    Baseline twice = Baseline.ofRun(run("twice", 380, 20, 1.0).write());
    Baseline kept = Baseline.ofRun(run("kept", 180, 20, 1.0).write());
    // 20 misses at indexes 180 to 199 are hits of the longer run: take its own first half
    Baseline first = kept.withSamples(twice.samples().stream().filter(GateTest::early).toList());
    Baseline before = first.withDoubled(twice);
    assertThat(before.samples()).hasSize(200);
    assertThat(before.more()).hasSize(200);

    Baseline worse = Baseline.ofRun(run("one-lost", 379, 21, 1.0).write());
    List<Finding> findings =
        Gate.checkAgain(POLICY, before, List.of(open("keys", "m"), pass("slots")), () -> worse);
    assertThat(findings).extracting(Finding::rule).containsExactly("slots", "keys");
    assertThat(findings.get(1).verdict()).isEqualTo(Finding.Verdict.PASS);
    assertThat(findings.get(1).pairs()).isEqualTo(400);

    Baseline red = Baseline.ofRun(run("red", 340, 60, 1.0).write());
    assertThat(Gate.checkAgain(POLICY, before, List.of(open("keys", "m")), () -> red))
        .extracting(Finding::verdict)
        .containsExactly(Finding.Verdict.BREACH);
    Baseline open = Baseline.ofRun(run("open", 374, 26, 1.0).write());
    assertThat(Gate.checkAgain(POLICY, before, List.of(open("keys", "m")), () -> open))
        .singleElement()
        .satisfies(f -> assertThat(f.verdict()).isEqualTo(Finding.Verdict.INCONCLUSIVE))
        .satisfies(f -> assertThat(f.why()).endsWith("judged with double the samples"));
  }

  @Test
  void nothingIsMeasuredAgainInVain() {
    Supplier<Baseline> never =
        () -> {
          throw new AssertionError("measured again");
        };
    assertThat(Gate.checkAgain(POLICY, baseline, List.of(pass("keys")), never)).hasSize(1);
    assertThat(Gate.checkAgain(POLICY, baseline, List.of(open("keys", "m")), never))
        .singleElement()
        .satisfies(f -> assertThat(f.why()).endsWith("the baseline holds no more samples"));
    Baseline fewer = Baseline.ofRun(run("half", 90, 10, 1.0).write());
    assertThatThrownBy(() -> baseline.withDoubled(fewer))
        .hasMessageContaining("lacks samples of the run");
  }

  private static boolean early(Baseline.Sample sample) {
    return Integer.parseInt(sample.context().substring("context ".length())) < 200;
  }

  private static Finding open(String rule, String model) {
    return Finding.undecided(rule(rule), model, Finding.Verdict.INCONCLUSIVE, "crosses");
  }

  private static Finding pass(String rule) {
    return Finding.undecided(rule(rule), "m", Finding.Verdict.PASS, null);
  }

  private static GateRule rule(String id) {
    return POLICY.rules().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void anAdvisoryRuleIsShownAndStopsNothing() {
    GatePolicy advisory =
        GatePolicy.parse(
            "rules: [{id: keys, metric: score, task: passkey, profile: hit, largest: 0.02, tier:"
                + " advisory}, {id: slots, metric: slots, task: passkey, largest: 0}]",
            "p");
    Baseline worse = Baseline.ofRun(run("worse", 100, 100, 1.0).write());
    GateReport report = new GateReport(Gate.check(advisory, baseline, worse));

    assertThat(finding(report, "keys").verdict()).isEqualTo(Finding.Verdict.BREACH);
    assertThat(report.result()).isEqualTo(GateReport.Result.PASS);
    assertThat(report.lines()).anyMatch(line -> line.startsWith("BREACH (advisory)"));
    assertThat(report.junit()).contains("failures=\"0\"").contains("BREACH (advisory)");
  }

  @ParameterizedTest
  @CsvSource({
    // the limit is 0.1
    "0, 0, 0, PASS",
    "0.1, 0.1, 0.1, PASS",
    "0.05, 0.02, 0.1, PASS",
    "-1, -2, -0.5, PASS",
    "0.2, 0.1, 0.3, BREACH",
    "0.2, 0.01, 0.3, BREACH",
    "0.2, 0, 0.4, INCONCLUSIVE",
    "0.05, 0.01, 0.11, INCONCLUSIVE",
    "0.1, 0.05, 0.15, INCONCLUSIVE"
  })
  void aBreachNeedsEffectAndInterval(
      double effect, double low, double high, Finding.Verdict verdict) {
    assertThat(Finding.Verdict.of(effect, new Interval(low, high, 0.95, "planted"), 0.1))
        .isEqualTo(verdict);
  }

  @Test
  void onlyAcceptingWithAReasonChangesTheBaseline() throws IOException {
    Path file = folder.resolve("gate/baseline.json");
    assertThat(Baseline.read(file)).isEmpty();
    assertThatThrownBy(() -> baseline.accept(file, " ")).hasMessageContaining("reason");

    baseline.accept(file, "first");
    Baseline read = Baseline.read(file).orElseThrow();
    assertThat(read.reason()).isEqualTo("first");
    assertThat(read.samples()).isEqualTo(baseline.samples());
    assertThat(read.points()).isEqualTo(baseline.points());

    Baseline half =
        new Baseline(null, false, baseline.samples(), List.of(), baseline.points(), null);
    assertThatThrownBy(() -> half.accept(file, "x")).hasMessageContaining("not complete");
    Files.writeString(file, Files.readString(file).substring(0, 300));
    assertThatThrownBy(() -> Baseline.read(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("gate --accept REASON");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rules: []                                                       | an empty one would pass anything
          rule: []                                                        | unknown key "rule"
          rules: [{id: a, metric: score, task: t, largest: 1}]            | profile is missing
          rules: [{id: a, metric: score, profile: p, largest: 1}]         | task is missing
          rules: [{id: a, metric: speed, largest: 1}]                     | benchmark is missing
          rules: [{id: a, metric: peak_memory, largest: -1}]              | largest must be a number >= 0, was -1.0
          rules: [{id: a, metric: peak_memory}]                           | largest must be
          rules: [{id: a, metric: peak_memory, largest: 1, cell: {x: "1"}}] | a rule about peak_memory ignores them
          rules: [{id: a, metric: speed, benchmark: b, models: [m], largest: 1}] | a rule about speed has a benchmark
          rules: [{id: a, metric: peak_memory, largest: 1, tier: advisory}] | a policy needs a required rule
          rules: [{id: a, metric: joy, largest: 1}]                       | unknown metric "joy"; known: score, tokens
          rules: [{id: a, metric: peak_memory, largest: 1, tier: maybe}]  | unknown tier "maybe"
          rules: [{id: a, metric: peak_memory, largest: 1, better: low}]  | unknown key "better"
          rules: [{id: a, metric: peak_memory, largest: 1}, {id: a, metric: peak_memory, largest: 1}] | stands twice
          """)
  void aBadPolicyIsRefused(String yaml, String message) {
    assertThatThrownBy(() -> GatePolicy.parse(yaml, "p.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void hostileNamesStayTextInEveryOutput() throws Exception {
    String name = "<script>|`x`\u0007\u202e</testcase>\ufffe";
    Finding finding =
        Finding.notComparable(POLICY.rules().get(0), name, "because of " + name + "\nnew");
    GateReport report = new GateReport(List.of(finding));

    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(report.junit().getBytes(StandardCharsets.UTF_8)));
    Element skipped = (Element) xml.getElementsByTagName("skipped").item(0);
    assertThat(skipped.getAttribute("message")).startsWith("NOT-COMPARABLE: because of <script>");
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(1);
    assertThat(report.markdown()).contains("&lt;script&gt;\\|").doesNotContain("<script>");
    assertThat(String.join("", report.lines())).doesNotContain("\u0007").doesNotContain("\u202e");
    assertThat(report.json()).contains("\\u202E").doesNotContain("\u202e");
  }

  private static void assertUndecided(GateReport report, String rule, String why) {
    assertThat(finding(report, rule).verdict()).isEqualTo(Finding.Verdict.NOT_COMPARABLE);
    assertThat(finding(report, rule).why()).contains(why);
    assertThat(report.result()).isEqualTo(GateReport.Result.UNDECIDED);
  }

  private GateReport check(PlantedRun run) {
    return check(Baseline.ofRun(run.write()));
  }

  private GateReport check(Baseline run) {
    return new GateReport(Gate.check(POLICY, baseline, run));
  }

  private static Finding finding(GateReport report, String rule) {
    return report.findings().stream().filter(f -> f.rule().equals(rule)).findFirst().orElseThrow();
  }
}
