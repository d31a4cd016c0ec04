package org.rccbench.evaluators.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** scores.jsonl: scores made again of a run's outputs. Derived: the journal is never rewritten. */
public final class ScoreFile {
  /** Name of the file in a run folder. */
  public static final String FILE = "scores.jsonl";

  private ScoreFile() {}

  /**
   * The lines by key.
   *
   * @throws IllegalArgumentException if the run has no such file
   * @throws IllegalStateException if a line is damaged; the message names file and line
   */
  public static Map<String, ScoreLine> read(Path run) {
    Path file = run.resolve(FILE);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          run + " has no " + FILE + "; make it with: rcc-bench rescore " + run + " --profile all");
    }
    Map<String, ScoreLine> lines = new TreeMap<>();
    JsonLines.read(file, ScoreLine.class, ScoreLine::key)
        .forEach(line -> lines.put(line.key(), line));
    return lines;
  }

  /** Writes the file, sorted by key, whole or not at all. */
  public static Path write(List<ScoreLine> lines, Path run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    lines.stream()
        .sorted(Comparator.comparing(ScoreLine::key))
        .forEach(
            line -> {
              try {
                out.writeBytes(Json.MAPPER.writeValueAsBytes(line));
              } catch (JsonProcessingException e) {
                throw new UncheckedIOException("scores of " + line.key() + " cannot be written", e);
              }
              out.write('\n');
            });
    Path file = run.resolve(FILE);
    AtomicFile.write(file, out.toByteArray());
    return file;
  }
}
