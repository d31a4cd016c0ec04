package org.rccbench.bench;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "rcc-bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Benchmarks language models that read a compressed context.",
    footer = {
      "",
      "Exit status: 0 ok, 1 regression or something missing, 2 usage, 3 some samples failed or not"
          + " enough evidence, 4 internal error.",
      "Example: rcc-bench reproduce --quick"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs one verb and exits with its status. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    CommandLine line = commandLine(args);
    int status = execute(line, args);
    line.getOut().flush();
    line.getErr().flush();
    System.exit(status);
  }

  /**
   * picocli hands over exceptions alone: an error of the machine, such as no native library, is
   * ours too.
   */
  private static int execute(CommandLine line, String[] args) {
    try {
      return line.execute(args);
    } catch (OutOfMemoryError | LinkageError | StackOverflowError e) {
      line.getErr().println("rcc-bench: " + Failures.oneLine(String.valueOf(e)));
      return ExitCode.INTERNAL.status();
    }
  }

  /**
   * The command line, to be given other writers by tests.
   *
   * @param words the words that will be executed, or none for a line that knows every verb
   */
  static CommandLine commandLine(String... words) {
    CommandLine line = new CommandLine(new Main());
    Verbs.addTo(line, words);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(new Failures());
    line.setParameterExceptionHandler(Failures::usage);
    return line;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    spec.commandLine().usage(out);
    throw new CommandLine.ParameterException(spec.commandLine(), "which verb?");
  }
}
