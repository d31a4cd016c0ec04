package org.rccbench.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.rccbench.evaluators.Progress;

/** A bar with the time left, one for each stage. */
final class TerminalProgress implements Progress {
  private ProgressBar bar;
  private volatile OptionalDouble secondsLeft = OptionalDouble.empty();

  private TerminalProgress() {}

  /**
   * A bar where a person looks on, else nothing: a log is no place for bars. The launcher says
   * whether stderr is a terminal, since System.console() is not null without one from JDK 22 on.
   */
  static Progress choose(CommonOptions options) {
    return options.noProgress || options.json || !Boolean.getBoolean("rccbench.terminal")
        ? NONE
        : new TerminalProgress();
  }

  @Override
  public void start(String what, long total) {
    close();
    secondsLeft = OptionalDouble.empty();
    bar =
        new ProgressBarBuilder()
            .setTaskName(Failures.oneLine(what))
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(500)
            .setEtaFunction(state -> left(secondsLeft, state))
            .build();
  }

  /** What the bar shows as the time left: as was told, else as if all steps were alike. */
  private static Optional<Duration> left(OptionalDouble told, ProgressState state) {
    return told.isPresent()
        ? Optional.of(Duration.ofSeconds(Math.round(told.getAsDouble())))
        : evenly(state.getElapsedAfterStart(), state.getCurrent(), state.getMax());
  }

  /** The time left where every step takes as long as those done; empty before the first. */
  static Optional<Duration> evenly(Duration elapsed, long done, long total) {
    return done < 1 || total < done
        ? Optional.empty()
        : Optional.of(elapsed.dividedBy(done).multipliedBy(total - done));
  }

  @Override
  public boolean wantsEstimates() {
    return true;
  }

  @Override
  public void estimate(OptionalDouble seconds) {
    secondsLeft = seconds;
  }

  @Override
  public void total(long total) {
    if (bar != null) {
      bar.maxHint(total);
    }
  }

  @Override
  public void advance(long done, String note) {
    if (bar != null) {
      bar.stepTo(done);
      bar.setExtraMessage(" " + Failures.oneLine(note));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
