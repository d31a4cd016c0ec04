package org.rccbench.evaluators.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * run.json: where the numbers of a run come from.
 *
 * @param suite the suite as text, overrides included
 * @param suiteSha256 sha256 of that text
 * @param tokenizer name, sha256 and size of the tokenizer that the suite names; null where each
 *     model counts in its own, and in records of earlier versions
 * @param models card of each model by its name in the suite, weight hash included
 * @param datasets card of each data set by its name, file hash included
 * @param seeds seeds by purpose
 * @param scorers signature of each scorer profile
 * @param versions of rcc-bench, DJL, libtorch and the JDK
 * @param machine operating system and processor
 * @param jvmFlags arguments of the JVM
 * @param commit commit of rcc-bench, or null where it is not known
 * @param started UTC, ISO 8601; of the first start where a run was resumed
 * @param finished UTC, ISO 8601, or null while the run is not complete
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
  "suite",
  "suiteSha256",
  "tokenizer",
  "models",
  "datasets",
  "seeds",
  "scorers",
  "versions",
  "machine",
  "jvmFlags",
  "commit",
  "started",
  "finished"
})
public record RunRecord(
    String suite,
    String suiteSha256,
    @JsonInclude(JsonInclude.Include.NON_NULL) SortedMap<String, Object> tokenizer,
    SortedMap<String, SortedMap<String, Object>> models,
    SortedMap<String, SortedMap<String, Object>> datasets,
    SortedMap<String, Long> seeds,
    SortedMap<String, String> scorers,
    SortedMap<String, String> versions,
    SortedMap<String, String> machine,
    List<String> jvmFlags,
    String commit,
    String started,
    String finished) {

  private static final Pattern SUITE_NAME = Pattern.compile("(?m)^name:[ \t]*[\"']?([^\"'\n#]+)");

  /** Name of the file in a run folder. */
  public static final String FILE = "run.json";

  /** Checks that nothing but tokenizer, commit and finished is missing. */
  public RunRecord {
    Objects.requireNonNull(suite, "suite");
    Objects.requireNonNull(suiteSha256, "suiteSha256");
    Objects.requireNonNull(models, "models");
    Objects.requireNonNull(datasets, "datasets");
    Objects.requireNonNull(seeds, "seeds");
    Objects.requireNonNull(scorers, "scorers");
    Objects.requireNonNull(versions, "versions");
    Objects.requireNonNull(machine, "machine");
    jvmFlags = List.copyOf(jvmFlags);
    Objects.requireNonNull(started, "started");
  }

  /**
   * Reads the record of a run folder; empty if it has none.
   *
   * @throws IllegalStateException if the file is damaged
   */
  public static Optional<RunRecord> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), RunRecord.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          file + " is no record of a run: " + e.getOriginalMessage() + "; use another folder", e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The name that the suite gives itself; empty where it has none. */
  public Optional<String> suiteName() {
    Matcher name = SUITE_NAME.matcher(suite);
    return name.find() ? Optional.of(name.group(1).strip()) : Optional.empty();
  }

  /** Writes the record into a run folder, whole or not at all. */
  public void write(Path folder) {
    try {
      byte[] json = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
      byte[] lines = Arrays.copyOf(json, json.length + 1);
      lines[json.length] = '\n';
      AtomicFile.write(folder.resolve(FILE), lines);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the record of the run cannot be written", e);
    }
  }
}
