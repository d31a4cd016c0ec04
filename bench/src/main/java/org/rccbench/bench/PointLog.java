package org.rccbench.bench;

import java.nio.file.Path;
import java.util.List;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.PhaseTimes;

/** Makes the measurements of one curve; remembers the model once a point has told about it. */
final class PointLog {
  private final CurvePlan plan;
  private Measurement known;

  PointLog(CurvePlan plan) {
    this.plan = plan;
  }

  /** Takes what a measured point tells about the model. */
  void learn(Measurement point) {
    known = point.outcome() == Outcome.SCORED ? point : known;
  }

  Measurement skipped(long tokens, String why) {
    return withoutNumbers(tokens, Outcome.SKIPPED, why);
  }

  Measurement failed(long tokens, String why) {
    return withoutNumbers(tokens, Outcome.FAILED, why);
  }

  /** A measured peak; where the process for time failed, the times are missing and why says so. */
  Measurement measured(long tokens, PointReading memory, ChildJava.Ended timed) {
    ModelCard card = memory.card();
    PointReading time = PointProcess.reading(timed).orElse(null);
    PhaseTimes times = time == null ? null : time.times();
    return new Measurement(
        plan.model(),
        card.kind(),
        card.source(),
        card.trained(),
        card.arithmetic(),
        card.device(),
        card.rate(),
        tokens,
        memory.idle(),
        memory.peak(),
        card.weightBytes(),
        memory.kvBytes(),
        memory.levelBytes(),
        times == null ? null : Long.valueOf(times.encode()),
        times == null ? null : Long.valueOf(times.contextPrefill()),
        times == null ? null : Long.valueOf(times.promptPrefill()),
        times == null ? null : Long.valueOf(times.decode()),
        time == null ? null : Integer.valueOf(time.decodedTokens()),
        card.isBeyondTraining(memory.positions()) ? List.of(SampleLine.BEYOND_WINDOW) : List.of(),
        Outcome.SCORED,
        time == null ? "time not measured: " + PointProcess.reason(timed) : null,
        null);
  }

  private Measurement withoutNumbers(long tokens, Outcome outcome, String why) {
    return new Measurement(
        plan.model(),
        plan.spec().kind(),
        known == null ? sourceName(plan.spec().source()) : known.source(),
        known == null ? !plan.spec().source().contains("shape:") : known.trained(),
        known == null ? null : known.arithmetic(),
        plan.spec().device(),
        known == null ? plan.spec().rate().orElse(0) : known.rate(),
        tokens,
        null,
        null,
        known == null ? null : known.weightBytes(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        outcome,
        why,
        null);
  }

  /** A folder's last name, or the shape: files of a run hold no paths. */
  private static String sourceName(String source) {
    if (ModelSpec.isNoPath(source)) {
      return source;
    }
    Path name = Path.of(source).toAbsolutePath().normalize().getFileName();
    return name == null ? "/" : name.toString();
  }
}
