package org.rccbench.reports.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rccbench.reports.MarkdownText;

/** docs/reproduction.md: every row of the paper with its command and the last verdict on it. */
final class ReproductionPage {
  private static final String HUGGINGFACE = "huggingface";
  private static final String HEAD = "| row | mark | claim | paper | last verdict | command |";

  private ReproductionPage() {}

  static String of(PaperManifest paper, Optional<CommittedRun> run) {
    List<String> lines = new ArrayList<>();
    lines.add("# Reproduction");
    lines.add("");
    lines.add(
        "Every number and every claim of *"
            + MarkdownText.escape(paper.paper().title())
            + "* ("
            + MarkdownText.escape(paper.paper().source())
            + ") as a row, with the command that measures it.");
    lines.add(
        "Marks: "
            + String.join(
                "; ",
                Arrays.stream(Mark.values()).map(mark -> mark + " " + mark.meaning()).toList())
            + ". `rcc-bench reproduce --show ROW` says all that is known about one.");
    lines.add("");
    lines.add(
        run.map(
                one ->
                    "Last verdicts: those of the committed run, "
                        + one.name()
                        + ". A command below runs a suite of its own scale, by default the small one"
                        + " named mini: what it measures differs where the committed run's suite is"
                        + " another, which `--scale` takes by its name.")
            .orElse("No run is committed, so that no row has a verdict here."));
    if (paper.roles().containsKey(HUGGINGFACE)) {
      lines.add("");
      lines.add(
          "Rows against HuggingFace's model need its memory curve too: measure it on the machine of"
              + " the run with `tools/peers/hf_memory.py`, take it in with `rcc-bench measure-import"
              + " RUN FILE`, which judges the run again, and draw it with `rcc-bench report RUN`"
              + " ([how](../tools/peers/README.md)). It is never mixed with this program's own"
              + " uncompressed model.");
    }
    sections(paper).forEach((title, rows) -> section(lines, title, rows, run));
    return String.join("\n", lines) + "\n";
  }

  /** Effects first, as the verb prints them; then by the first word of the id. */
  private static Map<String, List<PaperRow>> sections(PaperManifest paper) {
    Map<String, List<PaperRow>> sections = new LinkedHashMap<>();
    sections.put("Effects", new ArrayList<>());
    for (PaperRow row : paper.rows()) {
      String title = row.kind() == PaperRow.Kind.EFFECT ? "Effects" : row.source();
      sections.computeIfAbsent(title, t -> new ArrayList<>()).add(row);
    }
    sections.values().removeIf(List::isEmpty);
    return sections;
  }

  private static void section(
      List<String> lines, String title, List<PaperRow> rows, Optional<CommittedRun> run) {
    lines.add("");
    lines.add("## " + MarkdownText.escape(title));
    lines.add("");
    lines.add(HEAD);
    lines.add("|---|---|---|---|---|---|");
    for (PaperRow row : rows) {
      lines.add(
          "| "
              + String.join(
                  " | ",
                  row.id(),
                  row.mark().name(),
                  MarkdownText.escape(row.claim()),
                  MarkdownText.escape(row.paper()),
                  run.map(one -> one.verdict(row.id())).orElse("not run"),
                  "`" + row.command().replace("|", "\\|").replace("`", "") + "`")
              + " |");
    }
    List<PaperRow> disputed = rows.stream().filter(row -> !row.contradictions().isEmpty()).toList();
    if (!disputed.isEmpty()) {
      lines.add("");
      lines.add("Where the sources disagree:");
      lines.add("");
    }
    for (PaperRow row : disputed) {
      for (Contradiction one : row.contradictions()) {
        lines.add(
            "- "
                + row.id()
                + ", "
                + MarkdownText.escape(one.what())
                + ": "
                + MarkdownText.escape(String.join("; ", one.readings()))
                + ".");
      }
    }
  }
}
