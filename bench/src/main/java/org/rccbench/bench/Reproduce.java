package org.rccbench.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.rccbench.evaluators.Progress;
import org.rccbench.evaluators.RunOptions;
import org.rccbench.evaluators.RunSummary;
import org.rccbench.evaluators.Runner;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.results.RunFolder;
import org.rccbench.reports.RunReport;
import org.rccbench.reports.paper.Verdicts;

/**
 * The whole way: texts, suite, curves, report, in one run folder that can be gone on with. The
 * folder is held from the first to the last, and the run is finished when the curves are.
 */
final class Reproduce {
  private final RunInputs inputs;
  private final RunOptions options;
  private final Curves curves;
  private final Progress progress;
  private final Function<Path, Verdicts> judge;
  private Verdicts verdicts;

  /**
   * Prepares; nothing is touched yet.
   *
   * @param options how the samples are run
   * @param progress closed at the end
   * @param judge gives the finished run its verdicts
   */
  Reproduce(
      RunInputs inputs,
      RunOptions options,
      MemoryCurve curve,
      Progress progress,
      Function<Path, Verdicts> judge) {
    this.inputs = inputs;
    this.options = options;
    this.curves = new Curves(curve, progress);
    this.progress = progress;
    this.judge = judge;
  }

  /** Runs what the folder does not have yet. */
  RunOverview run(List<CurvePlan> plans) throws IOException, InterruptedException {
    Path run = inputs.run();
    inputs.requireTexts();
    try (progress;
        RunFolder folder = RunFolder.hold(run)) {
      Suite suite = inputs.write();
      RunSummary summary =
          new Runner(suite, run, progress, options).run(folder, () -> curves.measure(run, plans));
      verdicts = judge.apply(run);
      // before the report, whose page begins with them
      verdicts.write(run);
      return RunOverview.of(run, suite, summary, RunReport.write(run));
    }
  }

  /** The verdicts on the finished run; null before. */
  Verdicts verdicts() {
    return verdicts;
  }

  /** Points that broke in this run, other than by running out of memory, which is a result. */
  long brokenPoints() {
    return curves.brokenPoints();
  }
}
