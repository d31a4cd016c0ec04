package org.rccbench.reports.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rccbench.reports.JUnitXml;
import org.rccbench.reports.MarkdownText;
import org.rccbench.reports.Shown;
import org.rccbench.reports.paper.Plain;

/**
 * What a gate found, for people and for machines.
 *
 * @param findings one a rule and model
 */
public record GateReport(List<Finding> findings) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final List<String> HEAD =
      List.of("verdict", "rule", "of", "baseline", "now", "effect", "95 % interval", "allowed");

  /** Checks that something was judged: a gate over nothing passes nothing. */
  public GateReport {
    findings = List.copyOf(findings);
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("the gate judged nothing");
    }
  }

  /** How the gate ends. */
  public enum Result {
    PASS,
    /** A required rule is breached. */
    REGRESSION,
    /** None is breached, but a required one could not be decided. */
    UNDECIDED
  }

  /** How the gate ends: by its required rules, of which each must pass. */
  public Result result() {
    List<Finding> required =
        findings.stream().filter(f -> f.tier() == GateRule.Tier.REQUIRED).toList();
    if (required.stream().anyMatch(f -> f.verdict() == Finding.Verdict.BREACH)) {
      return Result.REGRESSION;
    }
    boolean passed = required.stream().allMatch(f -> f.verdict() == Finding.Verdict.PASS);
    return passed ? Result.PASS : Result.UNDECIDED;
  }

  /** Lines for a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(HEAD));
    for (Finding finding : findings) {
      lines.add(line(cells(finding)));
      if (finding.why() != null) {
        lines.add("                " + finding.why());
      }
    }
    lines.add("gate: " + result().name().toLowerCase(Locale.ROOT));
    return lines.stream().map(Shown::oneLine).toList();
  }

  /** A table in Markdown, such as for a step's summary. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("## Gate: ").append(result().name().toLowerCase(Locale.ROOT)).append("\n\n");
    text.append("| ").append(String.join(" | ", HEAD)).append(" | why |\n");
    text.append("|").append(" --- |".repeat(HEAD.size() + 1)).append('\n');
    for (Finding finding : findings) {
      List<String> cells = new ArrayList<>(cells(finding));
      cells.add(finding.why() == null ? "" : finding.why());
      text.append("| ")
          .append(String.join(" | ", cells.stream().map(MarkdownText::escape).toList()))
          .append(" |\n");
    }
    return text.toString();
  }

  /** All numbers in full precision. */
  public String json() {
    try {
      return JSON.writerWithDefaultPrettyPrinter()
              .writeValueAsString(new Document(result(), findings))
              .replace("\r\n", "\n")
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the findings cannot be written", e);
    }
  }

  /** What {@link #json} writes. */
  record Document(Result result, List<Finding> findings) {}

  /**
   * JUnit XML: a breach of a required rule is a failure; what is undecided or advisory is skipped
   * and says why.
   */
  public String junit() {
    return JUnitXml.of("gate", findings.stream().map(GateReport::testCase).toList());
  }

  private static JUnitXml.Case testCase(Finding finding) {
    String name = finding.subject().isEmpty() ? "all" : finding.subject();
    String said = String.join(", ", cells(finding));
    return switch (finding.verdict()) {
      case PASS -> JUnitXml.Case.passed(finding.rule(), name);
      case BREACH ->
          finding.tier() == GateRule.Tier.REQUIRED
              ? JUnitXml.Case.failed(finding.rule(), name, said)
              : JUnitXml.Case.skipped(finding.rule(), name, said);
      default ->
          JUnitXml.Case.skipped(
              finding.rule(), name, finding.verdict().word() + ": " + finding.why());
    };
  }

  private static List<String> cells(Finding finding) {
    boolean advisory = finding.tier() == GateRule.Tier.ADVISORY;
    return List.of(
        finding.verdict().word() + (advisory ? " (advisory)" : ""),
        finding.rule(),
        finding.subject(),
        number(finding.before()),
        number(finding.now()),
        number(finding.effect()) + " " + finding.metric().bad(),
        finding.interval() == null
            ? "-"
            : "["
                + number(finding.interval().low())
                + ", "
                + number(finding.interval().high())
                + "]",
        number(finding.largest()));
  }

  private static String number(Double value) {
    if (value == null) {
      return "-";
    }
    return Plain.number(value);
  }

  private static String line(List<String> cells) {
    return String.format(Locale.ROOT, "%-14s  %-16s %-18s %10s %10s %18s %20s %8s", cells.toArray())
        .stripTrailing();
  }
}
