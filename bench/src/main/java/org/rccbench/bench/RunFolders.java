package org.rccbench.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where a run goes unless it is told. */
final class RunFolders {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunFolders() {}

  /** {@code results/<suite>-<UTC time>} in the working directory. */
  static Path standard(String suite, Instant now) {
    String name = suite.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
    return Path.of("results", (name.isEmpty() ? "run" : name) + "-" + TIME.format(now));
  }

  /** Says at the start of a run where it goes, and how it is gone on with. */
  static void announce(Path run, CommandWords again, PrintWriter err) {
    err.println("run folder: " + run);
    err.println("if it is stopped, go on with: " + again);
    err.flush();
  }
}
