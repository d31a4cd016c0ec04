package org.rccbench.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads one text file, or the {@code *.txt} and {@code *.md} files of a folder, by name. */
final class PlainTextReader implements DatasetReader {
  private final DatasetCard card;
  private final List<Path> files;

  PlainTextReader(Path source) {
    try {
      this.files = Files.isDirectory(source) ? textsOf(source) : List.of(requireFile(source));
      this.card =
          new DatasetCard(
              name(source),
              "plain-text",
              "local text of the user",
              "not stated",
              Files.isDirectory(source) ? hashOfList(files) : Sha256.ofFile(source));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + source + ": " + e.getMessage(), e);
    }
  }

  /** Refuses what is no regular file. */
  static Path requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + " is not a file; check the path");
    }
    return file;
  }

  private static List<Path> textsOf(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> texts =
          entries
              .filter(Files::isRegularFile)
              .filter(file -> name(file).endsWith(".txt") || name(file).endsWith(".md"))
              .sorted(Comparator.comparing(PlainTextReader::name))
              .toList();
      if (texts.isEmpty()) {
        throw new IllegalArgumentException(
            folder + " holds no *.txt or *.md file; name a file, or a folder with such files");
      }
      return texts;
    }
  }

  /** The sha256 over the lines that sha256sum prints for the files, in their order. */
  private static String hashOfList(List<Path> files) throws IOException {
    StringBuilder list = new StringBuilder();
    for (Path file : files) {
      list.append(Sha256.ofFile(file)).append("  ").append(name(file)).append('\n');
    }
    return Sha256.ofText(list.toString());
  }

  private static String name(Path file) {
    return String.valueOf(file.toAbsolutePath().normalize().getFileName());
  }

  @Override
  public DatasetCard card() {
    return card;
  }

  @Override
  public Stream<Example> examples(Consumer<BadLine> onBadLine) {
    return files.stream()
        .map(
            file ->
                new Example(name(file), TextContext.ofFile(file), "", List.of(), new TreeMap<>()));
  }

  /** A text is read when its context is, which is not known here. */
  @Override
  public double shareRead() {
    return Double.NaN;
  }
}
