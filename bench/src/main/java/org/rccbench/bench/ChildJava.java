package org.rccbench.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rccbench.models.checkpoint.BundledModels;

/**
 * Starts this program again as a fresh process with the same Java and class path, and a heap so
 * small that what it holds is the model's.
 */
final class ChildJava {
  /** Never download, never guess a flavour, never call home. */
  private static final Map<String, String> OFFLINE =
      Map.of(
          "DJL_OFFLINE", "true",
          "PYTORCH_FLAVOR", "cpu",
          "RUST_FLAVOR", "cpu",
          "OPT_OUT_TRACKING", "true");

  private final String classPath;

  ChildJava(String classPath) {
    this.classPath = classPath;
  }

  static ChildJava likeThis() {
    return new ChildJava(System.getProperty("java.class.path"));
  }

  /**
   * What a child left behind.
   *
   * @param exit exit status; 128 + the signal's number where a signal ended it
   * @param out all of stdout
   * @param lastError the last line of stderr that is not blank, or empty
   */
  record Ended(int exit, String out, String lastError) {}

  /** Runs the command line with {@code arguments} in a child and waits for its end. */
  Ended run(List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("rcc-bench-", ".stderr");
    try {
      ProcessBuilder builder = new ProcessBuilder(command(arguments));
      OFFLINE.forEach(builder.environment()::putIfAbsent);
      builder.environment().putAll(environment);
      builder.redirectError(errors.toFile());
      Process process = builder.start();
      Thread killer = new Thread(process::destroyForcibly, "end of child");
      Runtime.getRuntime().addShutdownHook(killer);
      try {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, lastLine(errors));
      } finally {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(killer);
      }
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private List<String> command(List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-Xmx256m",
            "-Xmn8m", // else what the collector lets lie grows with the run, and with it the peak
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
    for (String name : System.getProperties().stringPropertyNames().stream().sorted().toList()) {
      if (name.startsWith("ai.djl.")
          || name.equals("jna.library.path")
          || name.equals(BundledModels.HOME)) {
        words.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    words.addAll(List.of("-cp", absolute(classPath), Main.class.getName()));
    words.addAll(arguments);
    return words;
  }

  /** The child may see another working directory than the one that the class path was given in. */
  private static String absolute(String classPath) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(classPath)
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String lastLine(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "" : Failures.oneLine(lines.get(lines.size() - 1));
  }
}
