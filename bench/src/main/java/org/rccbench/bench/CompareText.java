package org.rccbench.bench;

import java.util.Locale;
import org.rccbench.bench.CompareReport.Cell;
import org.rccbench.bench.CompareReport.Ends;
import org.rccbench.bench.CompareReport.Judged;
import org.rccbench.bench.CompareReport.Kept;
import org.rccbench.bench.CompareReport.Means;
import org.rccbench.bench.CompareReport.Reach;
import org.rccbench.bench.CompareReport.Row;

/** A comparison in words. */
final class CompareText {
  private final Lines lines;

  CompareText(Lines lines) {
    this.lines = lines;
  }

  void add(Row row) {
    lines.add("");
    lines.add(
        "A %s | B %s%s | %s",
        RescoreReport.name(row.a()),
        RescoreReport.name(row.b()),
        row.rateB() == null ? "" : ", rate " + row.rateB(),
        row.profile());
    if (row.judged() == null) {
      lines.add("  no sample is scored on both sides");
    } else {
      add(row.judged(), row.means());
      lines.add("  retention   %s", kept(row.retention()));
      row.cells().forEach(this::add);
    }
    if (row.skippedByBoth() > 0) {
      lines.add("  skipped by both: %d", row.skippedByBoth());
    }
    CompareReport.addUnpaired(lines, row.unpaired());
  }

  private void add(Judged judged, Means means) {
    lines.add(
        "  %-12s B - A = %s %s   p %s, by Holm %s",
        judged.verdict(),
        number(means.difference()),
        ends(judged.interval()),
        number(judged.p()),
        number(judged.holm()));
    lines.add(
        "  means       A %s, B %s over %d contexts, %d samples",
        number(means.a()), number(means.b()), means.contexts(), means.samples());
    lines.add(
        "  flips       B ahead on %d, A ahead on %d, equal on %d%s",
        means.aheadB(),
        means.aheadA(),
        means.samples() - means.aheadB() - means.aheadA(),
        judged.mcNemar() == null ? "" : ", McNemar p " + number(judged.mcNemar()));
    String margin = judged.margin() > 0 ? "the margin, " + number(judged.margin()) : "this size";
    lines.add(
        "  detectable  %s with a power of 0.8; a difference of %s needs %s samples",
        judged.detectable() == null ? "unknown" : number(judged.detectable()),
        margin,
        judged.samplesNeeded() == null ? "unknown" : String.valueOf(judged.samplesNeeded()));
  }

  private void add(Cell cell) {
    Means means = cell.means();
    lines.add(
        "    %-18s A %s, B %s, retention %s, %d contexts, flips %d and %d",
        Failures.oneLine(cell.coordinate() + " " + cell.value()),
        number(means.a()),
        number(means.b()),
        kept(cell.retention()),
        means.contexts(),
        means.aheadB(),
        means.aheadA());
  }

  void add(Reach reach) {
    String longest =
        reach.longest() == null
            ? "not shown at any length"
            : reach.longest()
                + (reach.longest() == reach.measured() ? " or more, the longest measured" : "");
    lines.add(
        "  %s %s | %s: %s (%s at %d)",
        reach.side(),
        RescoreReport.name(reach.group()),
        reach.profile(),
        longest,
        number(reach.shortScore()),
        reach.shortest());
  }

  private static String kept(Kept kept) {
    if (kept.ratio() == null) {
      return kept.note();
    }
    String interval = kept.interval() == null ? "(" + kept.note() + ")" : ends(kept.interval());
    return number(kept.ratio()) + " " + interval;
  }

  private static String ends(Ends ends) {
    return ends == null
        ? "(no interval)"
        : "[" + number(ends.low()) + ", " + number(ends.high()) + "]";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
