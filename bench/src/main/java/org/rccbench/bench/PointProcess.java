package org.rccbench.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.models.ModelSpec;

/**
 * One point of a curve in a fresh process: nothing of another point is in its peak, and its heap
 * and allocator are set the same way for every point.
 *
 * @param spec the model
 * @param tokens length of the context
 * @param seed of the context's random ids
 * @param time whether time counts and not the peak, whose allocator setting makes allocation slower
 * @param gpuProgram what tells the memory of a GPU
 */
record PointProcess(ModelSpec spec, long tokens, long seed, boolean time, String gpuProgram) {
  /** Of the child's own option, which keeps it from starting another one. */
  static final String HERE = "--in-this-process";

  /** How the engine and Java say it, where the kernel did not end the process first. */
  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile("not enough memory|can't allocate memory|OutOfMemoryError|out of memory");

  /** A process ended by signal n has the status 128 + n; 9 is how the kernel frees memory. */
  private static final int KILLED = 128 + 9;

  private static final Map<String, String> STEADY_PEAKS = Map.of("MALLOC_ARENA_MAX", "1");

  /** Starts it and waits for its end. */
  ChildJava.Ended run(ChildJava java) throws IOException, InterruptedException {
    return java.run(words(), time ? Map.of() : STEADY_PEAKS);
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(List.of("measure-point", HERE));
    words.addAll(ModelOptions.arguments(spec));
    words.add("--tokens=" + tokens);
    words.add("--context-seed=" + seed);
    words.add("--gpu-program=" + gpuProgram);
    if (time) {
      words.add("--time");
    }
    return words;
  }

  /** Why a child did not measure. */
  static String reason(ChildJava.Ended ended) {
    if (ended.exit() == KILLED) {
      return Measurement.OUT_OF_MEMORY + ": killed by signal 9";
    }
    if (ended.exit() == 0) {
      return "the process printed no reading";
    }
    String said = ended.lastError().isEmpty() ? "said nothing" : ended.lastError();
    if (OUT_OF_MEMORY.matcher(said).find()) {
      return Measurement.OUT_OF_MEMORY + ": " + said;
    }
    return "exit status " + ended.exit() + ": " + said;
  }

  /** The reading that a child printed as the last line of its stdout, if it did. */
  static Optional<PointReading> reading(ChildJava.Ended ended) {
    List<String> lines = ended.out().lines().toList();
    try {
      return lines.isEmpty() || ended.exit() != 0
          ? Optional.empty()
          : Optional.of(Json.read(lines.get(lines.size() - 1), PointReading.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
