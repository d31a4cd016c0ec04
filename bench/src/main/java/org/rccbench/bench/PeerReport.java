package org.rccbench.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.Outcome;

/**
 * What {@code tools/peers/hf_memory.py --json} prints: peak memory of one prefill in HuggingFace
 * transformers. All sizes are bytes; tools/peers/README.md says what each is.
 */
record PeerReport(
    String torch,
    String transformers,
    String python,
    String cpu,
    int threads,
    String dtype,
    long seed,
    @JsonProperty("load_average_1m") double loadAverage,
    String contender,
    String attention,
    String source,
    long tokens,
    String logits,
    long weightBytes,
    long cacheBytes,
    long beforeModelBytes,
    long peakAboveIdleBytes,
    List<Repeat> repeats) {

  /** Name and kind of the model in a run: a role of the paper's manifest. */
  static final String MODEL = "huggingface";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** One measured prefill. */
  record Repeat(
      long idleBytes,
      long idleAnonymousBytes,
      long idleFileBytes,
      long peakBytes,
      long peakAboveIdleBytes,
      long heldAfterAboveIdleBytes,
      int argmax) {

    Repeat {
      require(
          peakBytes - idleBytes == peakAboveIdleBytes && peakAboveIdleBytes > 0,
          "peak_above_idle_bytes " + peakAboveIdleBytes + " is not peak_bytes less idle_bytes > 0");
    }
  }

  /** Checks what the script computes, so that nothing else passes for its report. */
  PeerReport {
    repeats = List.copyOf(repeats);
    require(contender.equals("transformers"), "contender must be transformers, was " + contender);
    require(tokens > 0, "tokens must be > 0, was " + tokens);
    require(threads > 0, "threads must be > 0, was " + threads);
    require(
        logits.equals("last"),
        "logits must be last, as the run's own models keep them, was "
            + logits
            + "; measure without --all-logits");
    require(!repeats.isEmpty(), "repeats is empty");
    require(weightBytes > 0, "weight_bytes must be > 0, was " + weightBytes);
    require(
        cacheBytes > 0 && cacheBytes % tokens == 0,
        "cache_bytes " + cacheBytes + " is no multiple of tokens " + tokens);
    long above = repeats.stream().mapToLong(Repeat::peakAboveIdleBytes).max().orElseThrow();
    require(
        above == peakAboveIdleBytes,
        "peak_above_idle_bytes " + peakAboveIdleBytes + " is not the largest repeat's, " + above);
    for (Repeat repeat : repeats) {
      require(
          beforeModelBytes > 0 && beforeModelBytes < repeat.idleBytes(),
          "before_model_bytes "
              + beforeModelBytes
              + " is not below idle_bytes "
              + repeat.idleBytes()
              + ", which has the weights");
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Reads a file of reports, one a line; empty lines are left out.
   *
   * @throws IllegalArgumentException if a line is no report, naming it, or there is none
   */
  static List<PeerReport> read(Path file) throws IOException {
    List<PeerReport> reports = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        reports.add(parse(lines.get(i), file + ":" + (i + 1)));
      }
    }
    require(
        !reports.isEmpty(), file + " is empty; write hf_memory.py --json into it, a line a report");
    return reports;
  }

  private static PeerReport parse(String line, String where) {
    try {
      return Objects.requireNonNull(JSON.readValue(line, PeerReport.class), "the line is null");
    } catch (JsonProcessingException | NullPointerException e) {
      String why = e instanceof JsonProcessingException json ? said(json) : e.getMessage();
      throw new IllegalArgumentException(
          where + " is no report of this version's tools/peers/hf_memory.py --json: " + why, e);
    }
  }

  private static String said(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("no message");
  }

  /** Bytes of keys and values a token: layers, width and number type in one number. */
  long bytesPerToken() {
    return cacheBytes / tokens;
  }

  /** What tells one curve's points from another's. */
  SortedMap<String, String> program() {
    SortedMap<String, String> program = new TreeMap<>();
    program.put("attention", attention);
    program.put("cpu", cpu);
    program.put("python", python);
    program.put("threads", Integer.toString(threads));
    program.put("torch", torch);
    program.put("transformers", transformers);
    return program;
  }

  /** How matrices are multiplied, in the words of the other curves. */
  String arithmetic() {
    return dtype + ", plain weights";
  }

  /**
   * The point of the curve. As for the other models idle is before the model, so that weights count
   * in the peak above it.
   *
   * @param trained whether the run's model of that shape is trained
   */
  Measurement measurement(boolean trained) {
    return new Measurement(
        MODEL,
        MODEL,
        source,
        trained,
        arithmetic(),
        "cpu",
        1,
        tokens,
        beforeModelBytes,
        repeats.stream().mapToLong(Repeat::peakBytes).max().orElseThrow(),
        weightBytes,
        cacheBytes,
        0L,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        Outcome.SCORED,
        null,
        program());
  }
}
