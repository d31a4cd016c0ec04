package org.rccbench.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** The program as a person uses it: one command line after the other, and what they print. */
final class Terminal {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs a command line, given in words; returns its status. */
  int execute(String... words) {
    return Main.commandLine(words)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  /** The same with paths among the words. */
  int execute(Object... words) {
    return execute(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
  }

  /** All that stands on standard output so far. */
  String out() {
    return out.toString();
  }

  /** All that stands on standard error so far. */
  String err() {
    return err.toString();
  }

  /** Forgets what was printed. */
  void clear() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }
}
