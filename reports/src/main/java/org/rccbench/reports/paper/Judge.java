package org.rccbench.reports.paper;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rccbench.evaluators.statistics.Interval;

/** Gives rows their verdicts on one run. */
final class Judge {
  private final RunEvidence run;
  private final PaperScale scale;
  private final boolean named;

  /**
   * Prepares.
   *
   * @param named whether the rows were named one by one, so that each is asked for
   */
  Judge(RunEvidence run, PaperScale scale, boolean named) {
    this.run = run;
    this.scale = scale;
    this.named = named;
  }

  List<RowVerdict> judge(List<PaperRow> rows) {
    return rows.stream().map(this::judge).toList();
  }

  RowVerdict judge(PaperRow row) {
    try {
      requireMeasurable(row);
      Measured measured = row.measure().on(run, FailedAs.LEFT_OUT);
      Decision decision = decide(row, measured);
      if (!run.isFinished()) {
        return verdict(row, measured, unfinished(decision));
      }
      return measured.behind().missing() == 0
          ? verdict(row, measured, decision)
          : verdict(row, measured, withFailures(row, measured, decision));
    } catch (UnmeasuredException e) {
      return verdict(row, null, new Decision(e.verdict(), null, e.getMessage()));
    }
  }

  /** The row's verdict, or a number of each stand-in where the run has another scale. */
  List<Beside> beside(PaperRow row) {
    RowVerdict verdict = judge(row);
    if (verdict.ours() != null) {
      return List.of(new Beside(row, run.models(row.measure()), verdict));
    }
    List<Beside> standIns = row.scales().contains(scale) ? List.of() : standIns(row);
    return standIns.isEmpty() ? List.of(new Beside(row, List.of(), verdict)) : standIns;
  }

  private List<Beside> standIns(PaperRow row) {
    if (row.standIn() == null || !(row.measure() instanceof Measure.Score score)) {
      return List.of();
    }
    Measure measure = score.by(row.standIn());
    return run.candidates(score.task(), row.standIn()).stream()
        .flatMap(model -> standIn(row, measure, model).stream())
        .toList();
  }

  /** Empty where this model was not asked; where none was, the row itself says why. */
  private Optional<Beside> standIn(PaperRow row, Measure measure, String model) {
    try {
      Measured measured = measure.on(run.only(model), FailedAs.LEFT_OUT);
      Decision none = new Decision(Verdict.NOT_COMPARABLE, null, "stands in, " + scaleWords(row));
      return Optional.of(
          new Beside(row, List.of(model), verdict(row, measured, none, List.of(model))));
    } catch (UnmeasuredException e) {
      return Optional.empty();
    }
  }

  private void requireMeasurable(PaperRow row) {
    if (row.kind() == PaperRow.Kind.NOT_FOUND) {
      throw UnmeasuredException.notRun("the paper's number was looked for and not found");
    }
    if (row.expected() != null && !row.expected().isNumber()) {
      throw UnmeasuredException.notRun("the paper says it in words; compare it by eye");
    }
    if (!row.scales().contains(scale)) {
      throw UnmeasuredException.notRun(scaleWords(row));
    }
  }

  private String scaleWords(PaperRow row) {
    return "needs scale "
        + String.join(" or ", row.scales().stream().map(PaperScale::word).toList())
        + ", this is "
        + scale.word();
  }

  /**
   * A word, the band it was judged by and the reason where it decides nothing.
   *
   * @param band of a value, else null
   * @param why of what is undecided, else null
   */
  private record Decision(Verdict verdict, Interval band, String why) {}

  private static Decision decide(PaperRow row, Measured measured) {
    if (row.effect() != null) {
      Verdict verdict = row.effect().verdict(measured.interval());
      return new Decision(
          verdict,
          null,
          why(
              verdict,
              "the interval of the effect crosses " + Plain.number(row.effect().smallest())));
    }
    Optional<Interval> band = row.expected().band(measured.spread());
    if (band.isEmpty()) {
      throw UnmeasuredException.inconclusive("one context alone has no spread");
    }
    Verdict verdict = Verdict.of(measured.interval(), band.get(), row.expected().better());
    return new Decision(verdict, band.get(), why(verdict, needed(row)));
  }

  private static String why(Verdict verdict, String reason) {
    return verdict == Verdict.INCONCLUSIVE ? reason : null;
  }

  private static String needed(PaperRow row) {
    return row.expected()
        .neededSamples()
        .map(
            n ->
                "the interval crosses an end of the tolerance; an equal model needs "
                    + n
                    + " samples")
        .orElse("the interval crosses an end of the tolerance");
  }

  private static Decision unfinished(Decision decision) {
    return new Decision(
        Verdict.INCONCLUSIVE, decision.band(), "the run is not finished; go on with it first");
  }

  /** A verdict that samples without a score could turn is none. */
  private Decision withFailures(PaperRow row, Measured measured, Decision leftOut) {
    Verdict worst = decide(row, row.measure().on(run, FailedAs.WORST)).verdict();
    Verdict best = decide(row, row.measure().on(run, FailedAs.BEST)).verdict();
    if (worst == leftOut.verdict() && best == leftOut.verdict()) {
      return leftOut;
    }
    String why =
        String.format(
            Locale.ROOT,
            "%d samples failed, %d were skipped: scored as the worst they make it %s, as the best"
                + " %s",
            measured.behind().failed(),
            measured.behind().skipped(),
            worst.word(),
            best.word());
    return new Decision(Verdict.INCONCLUSIVE, leftOut.band(), why);
  }

  private RowVerdict verdict(PaperRow row, Measured measured, Decision decision) {
    return verdict(
        row, measured, decision, measured == null ? List.of() : run.models(row.measure()));
  }

  private RowVerdict verdict(
      PaperRow row, Measured measured, Decision decision, List<String> models) {
    Measured.Behind behind = measured == null ? Measured.Behind.NONE : measured.behind();
    return new RowVerdict(
        row.id(),
        Words.of(row.kind()),
        row.source(),
        row.mark(),
        row.claim(),
        row.paper(),
        measured == null ? null : measured.value(),
        models,
        measured == null ? null : measured.interval(),
        decision.band(),
        behind.contexts(),
        behind.samples(),
        behind.failed(),
        behind.skipped(),
        row.expected() == null ? null : row.expected().neededSamples().orElse(null),
        named || row.isFor(scale),
        decision.verdict(),
        decision.why(),
        row.contradictions(),
        row.command());
  }
}
