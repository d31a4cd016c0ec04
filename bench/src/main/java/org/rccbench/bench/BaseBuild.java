package org.rccbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The build that speed is compared with: a checkout, or a commit that is built for the while. */
final class BaseBuild implements AutoCloseable {
  private final Path checkout;
  private final Optional<Path> repository;

  private BaseBuild(Path checkout, Optional<Path> repository) {
    this.checkout = checkout;
    this.repository = repository;
  }

  /**
   * Opens a folder as it is; anything else is a commit of the repository.
   *
   * @throws IllegalArgumentException if it is neither
   * @throws IllegalStateException if it cannot be built
   */
  static BaseBuild open(String base, Path repository, PrintWriter err)
      throws IOException, InterruptedException {
    if (Files.isDirectory(Path.of(base))) {
      return new BaseBuild(Path.of(base), Optional.empty());
    }
    if (base.startsWith("-")) {
      throw new IllegalArgumentException("--base is neither a folder nor a commit: " + base);
    }
    Path checkout = Files.createTempDirectory("rcc-bench-base-").resolve("checkout");
    err.println("building " + base + " in " + checkout);
    err.flush();
    List<String> add =
        List.of("git", "worktree", "add", "--detach", "--quiet", checkout.toString(), base);
    if (run(repository, add) != 0) {
      throw new IllegalArgumentException("--base is neither a folder nor a commit: " + base);
    }
    BaseBuild build = new BaseBuild(checkout, Optional.of(repository));
    try {
      if (run(checkout, List.of("mvn", "-q", "-B", "package", "-DskipTests", "-Pbenchmarks"))
          != 0) {
        throw new IllegalStateException(base + " cannot be built; see above");
      }
      return build;
    } catch (IOException | InterruptedException | RuntimeException e) {
      build.close();
      throw e;
    }
  }

  /** This build's benchmarks.jar. */
  Path benchmarks() {
    return benchmarks(checkout);
  }

  /**
   * The benchmarks.jar of a checkout.
   *
   * @throws IllegalArgumentException if it was not built
   */
  static Path benchmarks(Path checkout) {
    Path jar = checkout.resolve("bench/target/benchmarks.jar").toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          jar + " does not exist; build it with mvn package -DskipTests -Pbenchmarks");
    }
    return jar;
  }

  /** Removes what was built; an interruption is kept for whoever waits next. */
  @Override
  public void close() throws IOException {
    if (repository.isEmpty()) {
      return;
    }
    try {
      run(repository.get(), List.of("git", "worktree", "remove", "--force", checkout.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(checkout.getParent());
  }

  private static int run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }
}
