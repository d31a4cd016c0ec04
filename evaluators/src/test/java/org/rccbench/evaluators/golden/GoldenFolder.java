package org.rccbench.evaluators.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The golden rows of a folder and what compares them: the copies under the test resources, or the
 * folder that the system property {@code golden.metrics} names (relative to {@code rccbench.root}).
 */
final class GoldenFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN_FAILURES = 5;

  private final Path folder;
  private final Map<String, Consumer<GoldenRow>> checks;

  GoldenFolder(Path folder, Map<String, Consumer<GoldenRow>> checks) {
    this.folder = folder;
    this.checks = checks;
  }

  static Path bundled() {
    try {
      return Path.of(GoldenFolder.class.getResource("/golden/metrics").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path configured() {
    String override = System.getProperty("golden.metrics", "");
    return override.isEmpty()
        ? bundled()
        : Path.of(System.getProperty("rccbench.root", "")).resolve(override);
  }

  /** Names of the files; none, or one that nothing here compares, is a failure. */
  List<String> files() {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("README.md"))
              .sorted()
              .toList();
      assertThat(names).as("golden files of %s", folder).isNotEmpty();
      assertThat(checks.keySet()).as("golden files that are known").containsAll(names);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares all rows of a file; fails with the number of unequal rows and the first of them. */
  RowTally compare(String name) {
    RowTally tally = new RowTally();
    List<Throwable> failures = new ArrayList<>();
    for (String line : lines(name)) {
      try {
        GoldenRow row = new GoldenRow(JSON.readTree(line), name, tally);
        tally.row();
        checks.get(name).accept(row);
        row.complete();
      } catch (IOException e) {
        throw new UncheckedIOException(name + ": " + line, e);
      } catch (RuntimeException | AssertionError e) {
        failures.add(e);
      }
    }
    assertThat(tally.rows()).as("rows of %s", name).isPositive();
    if (!failures.isEmpty()) {
      AssertionError error =
          new AssertionError(failures.size() + " of " + tally.rows() + " rows differ in " + name);
      failures.stream().limit(SHOWN_FAILURES).forEach(error::addSuppressed);
      throw error;
    }
    return tally;
  }

  private List<String> lines(String name) {
    try {
      return Files.readAllLines(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
