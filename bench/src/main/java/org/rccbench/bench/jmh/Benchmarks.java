package org.rccbench.bench.jmh;

import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * Main class of benchmarks.jar: {@code --gate} runs the gates alone, all other options are JMH's.
 */
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs gates or JMH. */
  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals("--gate")) {
      CommandLine line = Gates.commandLine();
      int status = line.execute(Arrays.copyOfRange(args, 1, args.length));
      line.getOut().flush();
      System.exit(status);
    }
    org.openjdk.jmh.Main.main(args);
  }
}
