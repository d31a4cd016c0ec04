package org.rccbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.reports.paper.PlantedRun;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Nothing changed is green, a planted loss is red. */
class GateTest extends PlantedGate {
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

  /** sacrebleu's score ends at 100: a loss of 20 of its points is not one of 1. */
  @Test
  void aLossIsInTheUnitOfTheScore() {
    String bleu = "bleu4-text-sacrebleu-13a";
    GatePolicy policy =
        GatePolicy.parse(
            "rules: [{id: bleu, metric: score, task: reconstruction, profile: "
                + bleu
                + ", largest: 2}]",
            "p");
    double[] was = IntStream.range(0, 60).mapToDouble(i -> 60 + i % 7).toArray();
    double[] is = IntStream.range(0, 60).mapToDouble(i -> 40 + i % 5).toArray();
    Baseline before = Baseline.ofRun(bleu("before", bleu, was));
    Baseline now = Baseline.ofRun(bleu("now", bleu, is));

    Finding finding = finding(new GateReport(Gate.check(policy, before, now)), "bleu");

    assertThat(finding.verdict()).isEqualTo(Finding.Verdict.BREACH);
    assertThat(finding.interval().contains(finding.effect())).isTrue();
  }

  private Path bleu(String name, String profile, double... scores) {
    return new PlantedRun(folder.resolve(name))
        .model("m", "rcc", 32)
        .scored("m", "reconstruction", CELL, profile, scores)
        .write();
  }
}
