package org.rccbench.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.yaml.YamlTree;

/**
 * What a reproduction reads, kept in its run folder: {@code suite.yaml} and the texts under {@code
 * inputs/}, which the suite names relative to itself.
 *
 * @param run the run's folder
 * @param suite the suite's YAML
 * @param texts the user's text files; empty for generated ones
 */
record RunInputs(Path run, String suite, List<Path> texts) {
  private static final String SUITE = "suite.yaml";

  /** Where the texts are, beside the suite. */
  static final String FOLDER = "inputs";

  private static final int GENERATED = 12;
  private static final int WORDS = 3000;

  RunInputs {
    texts = List.copyOf(texts);
  }

  /**
   * Looks for the user's texts, before a folder is made.
   *
   * @throws NoSuchFileException if one does not exist
   */
  void requireTexts() throws NoSuchFileException {
    requireTexts(texts);
  }

  static void requireTexts(List<Path> texts) throws NoSuchFileException {
    for (Path text : texts) {
      if (!Files.isRegularFile(text)) {
        throw new NoSuchFileException(text.toString());
      }
    }
  }

  /**
   * Writes what is missing and reads the suite.
   *
   * @throws IllegalArgumentException if the folder holds other inputs than these
   * @throws IOException if a text cannot be read, or nothing be written
   */
  Suite write() throws IOException {
    if (readsTexts()) {
      writeTexts();
    }
    Files.createDirectories(run);
    keep(run.resolve(SUITE), suite.getBytes(StandardCharsets.UTF_8));
    return Suite.load(run.resolve(SUITE));
  }

  private boolean readsTexts() {
    return YamlTree.parse(suite, SUITE).root().findValuesAsText("path").contains(FOLDER);
  }

  private void writeTexts() throws IOException {
    Map<String, byte[]> files = texts.isEmpty() ? generated() : given();
    Path folder = Files.createDirectories(run.resolve(FOLDER));
    try (Stream<Path> there = Files.list(folder)) {
      there
          .map(file -> file.getFileName().toString())
          .filter(name -> !files.containsKey(name))
          .findFirst()
          .ifPresent(name -> refuse(folder.resolve(name)));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      keep(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private void keep(Path file, byte[] bytes) throws IOException {
    if (!Files.exists(file)) {
      // Whole or not at all: a half-written file would look like another run's.
      Path half = Files.createTempFile(run, ".input-", ".half");
      Files.write(half, bytes);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } else if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
      refuse(file);
    }
  }

  private static void refuse(Path file) {
    throw new IllegalArgumentException(
        file + " belongs to another run; give another folder with --out");
  }

  private static Map<String, byte[]> generated() {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 1; i <= GENERATED; i++) {
      files.put(
          "generated-" + (i < 10 ? "0" : "") + i + ".txt",
          SampleText.of(WORDS, i).getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private Map<String, byte[]> given() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (Path text : texts) {
      String name = text.getFileName().toString();
      String kept = name.endsWith(".txt") || name.endsWith(".md") ? name : name + ".txt";
      if (files.put(kept, Files.readAllBytes(text)) != null) {
        throw new IllegalArgumentException("two texts are named " + kept + "; rename one of them");
      }
    }
    return files;
  }
}
