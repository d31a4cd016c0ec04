package org.rccbench.bench;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.rccbench.evaluators.Progress;

/** A bar with the time left, one for each stage. */
final class TerminalProgress implements Progress {
  private ProgressBar bar;

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
    bar =
        new ProgressBarBuilder()
            .setTaskName(Failures.oneLine(what))
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(500)
            .build();
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
