package org.rccbench.evaluators.fake;

import java.nio.file.Path;
import org.rccbench.evaluators.Progress;
import org.rccbench.evaluators.RunOptions;
import org.rccbench.evaluators.Runner;
import org.rccbench.evaluators.Suite;

/** Runs a suite file into a folder, for tests that kill the process. */
public final class SuiteMain {

  private SuiteMain() {}

  /** Takes the suite file, the run folder and the number of workers. */
  public static void main(String[] args) {
    RunOptions options = RunOptions.DEFAULT.withWorkers(Integer.parseInt(args[2]));
    new Runner(Suite.load(Path.of(args[0])), Path.of(args[1]), Progress.NONE, options).run();
  }
}
