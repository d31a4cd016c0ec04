package org.rccbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.rccbench.datasets.BadLineException;
import org.rccbench.evaluators.TooManyFailuresException;
import org.rccbench.reports.Shown;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Turns what a verb throws into one line on stderr and an exit status: the user's mistakes are
 * status 2, everything else is ours and status 4. The stack trace is for {@code --debug}.
 */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (line.getParseResult().hasMatchedOption("--debug")) {
      e.printStackTrace(err);
    }
    if (e instanceof TooManyFailuresException) {
      err.println("rcc-bench: " + oneLine(e.getMessage()));
      return ExitCode.EVIDENCE.status();
    }
    if (isUsersMistake(e)) {
      err.println("rcc-bench: " + message(e));
      return ExitCode.USAGE.status();
    }
    err.println("rcc-bench: internal error: " + message(e) + "; --debug shows where");
    return ExitCode.INTERNAL.status();
  }

  /** A wrong option or argument: the message and where help is. */
  static int usage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("rcc-bench: " + oneLine(e.getMessage()));
    err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.status();
  }

  private static boolean isUsersMistake(Exception e) {
    return e instanceof IllegalArgumentException
        // of a file or folder of the user's: in use, damaged, another suite's
        || e instanceof IllegalStateException
        || e instanceof BadLineException
        || e instanceof IOException
        || e instanceof UncheckedIOException;
  }

  private static String message(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (cause instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    if (cause instanceof FileAlreadyExistsException there) {
      return there.getFile() + " is in the way";
    }
    if (cause instanceof FileSystemException && e.getMessage() != null) {
      return oneLine(cause.getClass().getSimpleName() + ": " + e.getMessage());
    }
    String text = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    return oneLine(isUsersMistake(e) ? text : e.getClass().getSimpleName() + ": " + text);
  }

  /** One line, with nothing that could steer a terminal. */
  static String oneLine(String text) {
    return Shown.oneLine(text.strip().replaceAll("\\s*\\R\\s*", "; "));
  }
}
