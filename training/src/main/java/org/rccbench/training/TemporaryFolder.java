package org.rccbench.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is empty at first and gone in the end; what a killed process left is removed. */
final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  TemporaryFolder(Path path) {
    this.path = path;
    close();
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be made: " + e.getMessage(), e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (Stream<Path> found = Files.walk(path)) {
      List<Path> innerFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path each : innerFirst) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be removed: " + e.getMessage(), e);
    }
  }
}
