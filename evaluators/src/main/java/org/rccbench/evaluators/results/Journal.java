package org.rccbench.evaluators.results;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * samples.jsonl, written while a run goes on: one line a sample, each on the disk before the next
 * sample starts. After a kill at any point it holds every finished sample.
 */
public final class Journal implements AutoCloseable {
  /** Name of the file in a run folder. */
  public static final String FILE = "samples.jsonl";

  /**
   * Name of the file packed by {@code zstd}, as runs are kept in a repository; it is read where
   * there is no plain one, and never written.
   */
  public static final String PACKED = FILE + ".zst";

  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Path path;
  private final JsonLines<SampleLine> lines;

  private Journal(Path file) {
    path = file;
    lines = JsonLines.open(file, SampleLine.class, l -> outcomes.put(l.key(), l.outcome()));
  }

  /**
   * Opens for appending; cuts off a half-written last line.
   *
   * @param path the run folder, or the file itself
   * @throws IllegalStateException if a whole line is damaged; the message names file and line. If
   *     the samples are packed: a packed run can be reported, not gone on with
   */
  public static Journal open(Path path) {
    refusePacked(path);
    return new Journal(file(path));
  }

  /** A packed run is not gone on with; asked before anything of it is written anew. */
  static void refusePacked(Path path) {
    Path file = file(path);
    if (file.endsWith(PACKED)) {
      throw new IllegalStateException(
          file + " is packed; unpack it first, to go on with this run: zstd -d --rm " + file);
    }
  }

  /** Whether a run folder has samples, packed or not. */
  public static boolean exists(Path folder) {
    return Files.exists(file(folder));
  }

  /** As {@link #read}, of a run folder; nothing where it has no samples yet. */
  public static List<SampleLine> readIfAny(Path folder) {
    return exists(folder) ? read(folder) : List.of();
  }

  /** Writes the samples of one run folder into another one that has none, as they stand there. */
  public static void copy(Path from, Path to) throws IOException {
    try (InputStream in = JsonLines.content(file(from))) {
      Files.copy(in, to.resolve(FILE));
    }
  }

  /**
   * Reads without changing anything: of several lines with one key the last counts, a half-written
   * last line is left out.
   *
   * @param path the run folder, or the file itself
   * @throws IllegalStateException if a whole line is damaged; the message names file and line
   * @throws java.io.UncheckedIOException if there is no such file
   */
  public static List<SampleLine> read(Path path) {
    return JsonLines.read(file(path), SampleLine.class, SampleLine::key);
  }

  /** How the sample of a key ended, or empty if it has no line yet; for any thread to ask. */
  public Optional<Outcome> outcome(String key) {
    return Optional.ofNullable(outcomes.get(key));
  }

  /** All that is written, as {@link #read} gives it. */
  public List<SampleLine> lines() {
    return read(path);
  }

  /** Adds a line and returns once it is on the disk. */
  public void append(SampleLine line) {
    lines.append(line);
    outcomes.put(line.key(), line.outcome());
  }

  @Override
  public void close() {
    lines.close();
  }

  private static Path file(Path path) {
    if (!Files.isDirectory(path)) {
      return path;
    }
    Path packed = path.resolve(PACKED);
    return !Files.exists(path.resolve(FILE)) && Files.exists(packed) ? packed : path.resolve(FILE);
  }
}
