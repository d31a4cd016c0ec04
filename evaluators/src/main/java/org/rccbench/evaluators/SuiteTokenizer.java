package org.rccbench.evaluators;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.checkpoint.BundledModels;

/**
 * The tokenizer that a suite names: contexts and lengths of all its models count in it.
 *
 * @param name {@code bytes}, or the name of its folder
 * @param sha256 of its {@code tokenizer.json}, in hexadecimal
 * @param size one more than the highest id of a token
 * @param folder where it lies; empty for {@code bytes}
 */
public record SuiteTokenizer(String name, String sha256, int size, Optional<Path> folder) {
  private static final String BYTES = "bytes";

  /**
   * Finds and reads it.
   *
   * @param source a folder with {@code tokenizer.json}, a bundled model or {@code bytes}
   * @param base folder in which a relative one is looked for first
   * @throws IllegalArgumentException if it is not there, or no tokenizer that can be counted in
   */
  static SuiteTokenizer of(String source, Path base) {
    Optional<Path> folder =
        source.equals(BYTES) ? Optional.empty() : Optional.of(folder(source, base));
    try (Tokenizer read = open(folder)) {
      String name = folder.map(SuiteTokenizer::nameOf).orElse(BYTES);
      return new SuiteTokenizer(name, read.sha256(), read.size(), folder);
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Path folder(String source, Path base) {
    String located = ModelSpec.isNoPath(source) ? source : ModelEntry.beside(base, source);
    Path folder = BundledModels.folder(located);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "there is no folder \""
              + source
              + "\" and no bundled model of this name (there are: "
              + String.join(", ", BundledModels.names())
              + "); name a folder with tokenizer.json, a bundled model or "
              + BYTES);
    }
    return folder;
  }

  private static String nameOf(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /** A new one; whoever opens it closes it. */
  Tokenizer open() {
    return open(folder);
  }

  private static Tokenizer open(Optional<Path> folder) {
    return folder.map(Tokenizer::load).orElseGet(Tokenizer::bytes);
  }

  /** As run.json has it: what it is, and not where it lay. */
  SortedMap<String, Object> card() {
    return new TreeMap<>(Map.of("name", name, "sha256", sha256, "size", size));
  }
}
