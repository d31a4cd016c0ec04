package org.rccbench.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rccbench.reports.paper.Contradiction;
import org.rccbench.reports.paper.PaperManifest;
import org.rccbench.reports.paper.PaperRow;
import org.rccbench.reports.paper.PaperScale;
import picocli.CommandLine.Option;

/** Which paper's rows a reproduction is judged by, and how they are shown. */
final class ManifestOptions {
  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description =
          "The paper's rows: a file, or one that comes along (rcc, icae, infini-attention);"
              + " default: rcc.")
  private String manifest = "rcc";

  @Option(
      names = "--only",
      paramLabel = "ROW",
      arity = "1..*",
      description = "Judges these rows alone; a start such as table-1 names all of its rows.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--list", description = "Prints all rows and runs nothing.")
  private boolean list;

  @Option(
      names = "--show",
      paramLabel = "ROW",
      description =
          "Prints all that is known about a row, or about all that begin so; runs nothing.")
  private String show;

  /** Reads the manifest. */
  PaperManifest read() {
    return PaperManifest.BUNDLED.contains(manifest)
        ? PaperManifest.bundled(manifest)
        : PaperManifest.load(Path.of(manifest));
  }

  /** Rows that were named; empty for all. */
  List<String> only() {
    return only;
  }

  /** Whether rows are to be printed, and nothing run. */
  boolean isPrinting() {
    return list || show != null;
  }

  /** The options again, as typed. */
  void addTo(CommandWords words) {
    words.addIf(!manifest.equals("rcc"), "--manifest", manifest);
    words.addIf(!only.isEmpty(), "--only").add(only.toArray());
  }

  /** Prints rows as asked. */
  void print(PrintWriter out, boolean json) {
    PaperManifest paper = read();
    List<PaperRow> rows = paper.rows(show == null ? only : List.of(show));
    if (json) {
      out.println(Json.line(rows));
    } else if (show == null) {
      rows.forEach(row -> out.println(line(row)));
      out.println(rows.size() + " rows of " + paper.paper().title());
    } else {
      rows.forEach(row -> print(out, row));
    }
  }

  private static String line(PaperRow row) {
    return String.format(
        Locale.ROOT,
        "%-46s %-2s  %-22s  %s",
        Failures.oneLine(row.id()),
        row.mark(),
        Failures.oneLine(row.paper()),
        Failures.oneLine(row.claim()));
  }

  private static void print(PrintWriter out, PaperRow row) {
    out.println(Failures.oneLine(row.id()));
    field(out, "claim", row.claim());
    field(out, "source", row.source());
    field(out, "mark", row.mark() + ": " + row.mark().meaning());
    field(out, "condition", row.condition());
    field(out, "paper", row.paper());
    if (row.effect() != null) {
      field(out, "paper shows", row.effect().paper());
      field(out, "that size", row.effect().reason());
    }
    if (row.expected() != null) {
      row.expected().neededSamples().ifPresent(n -> field(out, "samples", needed(n)));
    }
    for (Contradiction contradiction : row.contradictions()) {
      field(out, "disagree", contradiction.what());
      contradiction.readings().forEach(reading -> field(out, "", "- " + reading));
    }
    field(out, "note", row.note());
    field(out, "scales", String.join(", ", row.scales().stream().map(PaperScale::word).toList()));
    field(out, "measured", row.measure().toString());
    field(out, "command", row.command());
    out.println();
  }

  private static String needed(long samples) {
    return samples + " for an equal model to MATCH with a chance of 90 %";
  }

  private static void field(PrintWriter out, String name, String text) {
    if (text != null) {
      out.printf(Locale.ROOT, "  %-12s %s%n", name, Failures.oneLine(text));
    }
  }
}
