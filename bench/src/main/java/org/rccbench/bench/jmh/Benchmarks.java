package org.rccbench.bench.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/**
 * Main class of benchmarks.jar: {@code --gate} runs the gates alone, all other options are JMH's.
 */
public final class Benchmarks {
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private Benchmarks() {}

  /** Runs gates or JMH. */
  public static void main(String[] args) throws IOException {
    if (System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, "warn");
    }
    if (args.length > 0 && args[0].equals("--gate")) {
      CommandLine line = Gates.commandLine();
      int status = line.execute(Arrays.copyOfRange(args, 1, args.length));
      line.getOut().flush();
      System.exit(status);
    }
    org.openjdk.jmh.Main.main(failingClosed(args));
  }

  /** A cell whose gate fails ends the run with an error, unless {@code -foe} says otherwise. */
  static String[] failingClosed(String[] args) {
    List<String> words = new ArrayList<>(List.of(args));
    if (!words.contains("-foe")) {
      words.addAll(0, List.of("-foe", "true"));
    }
    return words.toArray(String[]::new);
  }
}
