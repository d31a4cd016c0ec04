package org.rccbench.bench;

import java.io.IOException;
import java.util.Locale;
import org.rccbench.training.DryRun;
import org.rccbench.training.Recipe;

/**
 * What {@code train --dry-run} prints.
 *
 * @param recipe its name
 * @param dryRun what was timed and counted
 * @param hours of the run at the mean speed
 * @param hoursAtTheSlowestLevel were every step one of the slowest level
 * @param coreSeconds of the run
 * @param peakBytes resident memory of this process at its highest; null where the system does not
 *     tell
 * @param bytesWritten by the run
 * @param diskBytes that the run's folder needs at most
 * @param validated whether validations come on top of the time
 */
record DryRunReport(
    String recipe,
    DryRun dryRun,
    double hours,
    double hoursAtTheSlowestLevel,
    double coreSeconds,
    Long peakBytes,
    long bytesWritten,
    long diskBytes,
    boolean validated)
    implements TrainVerb.Printable {

  private static final double MIB = 1 << 20;

  static DryRunReport of(Recipe recipe, DryRun dryRun, boolean validated) throws IOException {
    ProcMemory memory = ProcMemory.ofSystem();
    return new DryRunReport(
        recipe.name(),
        dryRun,
        dryRun.hours(),
        dryRun.hoursAtTheSlowestLevel(),
        dryRun.coreSeconds(),
        memory.isThere() ? memory.peak() : null,
        dryRun.bytesWritten(),
        dryRun.diskBytes(),
        validated);
  }

  @Override
  public String text() {
    return String.format(
        Locale.ROOT,
        """
        %s: %d steps of %.3f s (mean of %d), %.0f tokens/s, %d parameters
        time    %.2f hours; %.2f if all steps were at the slowest level%s
        cores   %.0f core-seconds
        memory  %s; parameters, gradients and moments %.0f MiB
        disk    %.0f MiB written in all, %.0f MiB at most at one time
        Nothing was written.""",
        recipe,
        dryRun.steps(),
        dryRun.secondsPerStep(),
        dryRun.timedSteps(),
        dryRun.tokensPerSecond(),
        dryRun.parameters(),
        hours,
        hoursAtTheSlowestLevel,
        validated ? "; " + dryRun.validations() + " validations come on top" : "",
        coreSeconds,
        peakBytes == null
            ? "peak unknown on this system"
            : String.format(Locale.ROOT, "%.0f MiB resident at the peak", peakBytes / MIB),
        dryRun.trainingBytes() / MIB,
        bytesWritten / MIB,
        diskBytes / MIB);
  }
}
