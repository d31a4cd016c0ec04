package org.rccbench.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.rccbench.evaluators.Progress;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.MeasurementLog;

/** The memory and time curves of a run: what its folder does not have yet is measured. */
final class Curves {
  private final MemoryCurve curve;
  private final Progress progress;
  private long brokenPoints;

  /**
   * Prepares.
   *
   * @param progress told how far each curve is; not closed here
   */
  Curves(MemoryCurve curve, Progress progress) {
    this.curve = curve;
    this.progress = progress;
  }

  /** Points that broke in this run, other than by running out of memory, which is a result. */
  long brokenPoints() {
    return brokenPoints;
  }

  /** Measures; nothing is written where there is no curve. */
  void measure(Path run, List<CurvePlan> plans) throws IOException, InterruptedException {
    if (plans.isEmpty()) {
      return;
    }
    try (MeasurementLog points = MeasurementLog.open(run.resolve(MeasurementLog.FILE))) {
      for (CurvePlan plan : plans) {
        measure(plan, points);
      }
    }
  }

  private void measure(CurvePlan plan, MeasurementLog points)
      throws IOException, InterruptedException {
    List<Measurement> earlier =
        points.settled(plan.model()).stream()
            .filter(point -> plan.tokens().contains(point.tokens()))
            .toList();
    progress.start("memory and time, " + plan.model(), plan.tokens().size());
    long[] done = {earlier.size()};
    curve.measure(
        plan,
        earlier,
        point -> {
          points.append(point);
          brokenPoints += point.broken() ? 1 : 0;
          progress.advance(++done[0], point.tokens() + " tokens " + point.outcome().word());
        });
  }
}
