package org.rccbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The build that speed is compared with: a checkout, or a commit that is built for the while. */
final class BaseBuild implements AutoCloseable {
  private static final String BENCHMARKS = "bench/target/benchmarks.jar";

  private final Path checkout;
  private final Optional<Path> repository;

  private BaseBuild(Path checkout, Optional<Path> repository) {
    this.checkout = checkout;
    this.repository = repository;
  }

  /**
   * Opens a folder as it is; anything else is a commit or branch of the repository, of which the
   * merge base with HEAD is built: what others have changed since is not this build's doing.
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
    String commit = mergeBase(base, repository).orElse(base);
    err.println("building " + commit + ", where HEAD and " + base + " part, in " + checkout);
    err.flush();
    List<String> add =
        List.of("git", "worktree", "add", "--detach", "--quiet", checkout.toString(), commit);
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

  /** The last commit that both have; a commit that HEAD comes from is its own. */
  private static Optional<String> mergeBase(String base, Path repository)
      throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "merge-base", "HEAD", base)
            .directory(repository.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 && !said.isEmpty() ? Optional.of(said) : Optional.empty();
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
    Path jar = checkout.resolve(BENCHMARKS).toAbsolutePath();
    if (!hasBenchmarks(checkout)) {
      throw new IllegalArgumentException(
          jar + " does not exist; build it with mvn package -DskipTests -Pbenchmarks");
    }
    return jar;
  }

  static boolean hasBenchmarks(Path checkout) {
    return Files.isRegularFile(checkout.resolve(BENCHMARKS));
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
