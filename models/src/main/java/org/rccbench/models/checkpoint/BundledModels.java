package org.rccbench.models.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The trained models that come with the program. They are folders beside its jar and not resources
 * in it, since weights are mapped from files.
 */
public final class BundledModels {
  /** Means a bundled model even where a folder of the same name lies in the working directory. */
  public static final String PREFIX = "bundled:";

  /** System property: the folder that holds them; default: {@code models} beside the jar. */
  public static final String HOME = "rccbench.models";

  private BundledModels() {}

  /**
   * The checkpoint folder that a source names: a folder of the user's, else a bundled model by that
   * name; with {@link #PREFIX} the bundled one alone.
   *
   * @return the source itself as a path where nothing is found, so that whoever opens it complains
   *     about what was asked for
   * @throws IllegalArgumentException for {@link #PREFIX} with a name that is not bundled; the
   *     message lists those that are
   */
  public static Path folder(String source) {
    if (source.startsWith(PREFIX)) {
      String name = source.substring(PREFIX.length());
      return bundled(name)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "no model \""
                          + name
                          + "\" is bundled; bundled: "
                          + String.join(", ", names())));
    }
    Path own = Path.of(source);
    return Files.isDirectory(own) ? own : bundled(source).orElse(own);
  }

  /** Names in order; empty where the folder of models is not there. */
  public static List<String> names() {
    Optional<Path> home = home();
    if (home.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(home.get())) {
      return folders
          .filter(BundledModels::isModel)
          .map(folder -> String.valueOf(folder.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "\"" + home.get() + "\" cannot be listed: " + e.getMessage(), e);
    }
  }

  private static Optional<Path> bundled(String name) {
    if (name.isEmpty() || name.startsWith(".") || name.contains("/") || name.contains("\\")) {
      return Optional.empty();
    }
    return home().map(folder -> folder.resolve(name)).filter(BundledModels::isModel);
  }

  private static boolean isModel(Path folder) {
    return Files.isRegularFile(folder.resolve("config.json"));
  }

  private static Optional<Path> home() {
    String told = System.getProperty(HOME);
    Optional<Path> home = told == null ? besideJar() : Optional.of(Path.of(told));
    return home.filter(Files::isDirectory);
  }

  /** This class is in lib/; the models are beside lib/. */
  private static Optional<Path> besideJar() {
    CodeSource source = BundledModels.class.getProtectionDomain().getCodeSource();
    if (source == null || !"file".equals(source.getLocation().getProtocol())) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(Path.of(source.getLocation().toURI()).getParent())
          .map(lib -> lib.resolveSibling("models"));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(
          "where this program lies is no address: " + e.getMessage(), e);
    }
  }
}
