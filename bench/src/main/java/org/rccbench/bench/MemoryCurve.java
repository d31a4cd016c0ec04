package org.rccbench.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rccbench.evaluators.results.Measurement;

/**
 * Memory and time over context length, each number in a fresh process, so that no peak leaks into
 * the next point. Memory and time have processes of their own, because the allocator setting that
 * makes peaks repeat makes allocation slower. Running out of memory is a data point.
 */
final class MemoryCurve {
  /** How the engine and Java say it, where the kernel did not end the process first. */
  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile("not enough memory|can't allocate memory|OutOfMemoryError|out of memory");

  /** A process ended by signal n has the status 128 + n; 9 is how the kernel frees memory. */
  private static final int KILLED = 128 + 9;

  private static final Map<String, String> STEADY_PEAKS = Map.of("MALLOC_ARENA_MAX", "1");

  private final ChildJava java;
  private final ProcMemory memory;
  private final String gpuProgram;

  MemoryCurve(ChildJava java, ProcMemory memory) {
    this(java, memory, GpuMemory.PROGRAM);
  }

  /**
   * Prepares.
   *
   * @param gpuProgram what tells the memory of a GPU
   */
  MemoryCurve(ChildJava java, ProcMemory memory, String gpuProgram) {
    this.java = java;
    this.memory = memory;
    this.gpuProgram = gpuProgram;
  }

  /**
   * Measures every length of the plan that is not settled yet, in order, and hands over each point
   * as soon as it is.
   *
   * @param earlier points of this line that an earlier run has settled; what they tell about longer
   *     contexts holds as if they were measured now
   */
  void measure(CurvePlan plan, List<Measurement> earlier, Consumer<Measurement> sink)
      throws IOException, InterruptedException {
    Map<Long, Measurement> known =
        earlier.stream().collect(Collectors.toMap(Measurement::tokens, point -> point));
    PointLog log = new PointLog(plan);
    Forecast forecast = new Forecast();
    String obstacle = obstacle(plan);
    for (long tokens : plan.tokens()) {
      Measurement point = known.get(tokens);
      if (point == null) {
        String why = obstacle == null ? tooBig(plan, forecast.bytes(tokens)) : obstacle;
        point = why == null ? measure(plan, tokens, log) : log.skipped(tokens, why);
        sink.accept(point);
      }
      log.learn(point);
      forecast.learn(point);
      if (point.outOfMemory()) {
        obstacle = "a context of " + tokens + " tokens ran out of memory";
      }
    }
  }

  private Measurement measure(CurvePlan plan, long tokens, PointLog log)
      throws IOException, InterruptedException {
    ChildJava.Ended ended = java.run(arguments(plan, tokens, false), STEADY_PEAKS);
    Optional<PointReading> reading = reading(ended);
    return reading.isEmpty()
        ? log.failed(tokens, reason(ended))
        : log.measured(tokens, reading.get(), java.run(arguments(plan, tokens, true), Map.of()));
  }

  private String obstacle(CurvePlan plan) {
    if (isOnGpu(plan)) {
      return gpu(plan).obstacle().orElse(null);
    }
    return memory.isThere() ? null : "this system has no /proc, where peak memory is read";
  }

  private static boolean isOnGpu(CurvePlan plan) {
    return !plan.spec().device().equals("cpu");
  }

  private GpuMemory gpu(CurvePlan plan) {
    return GpuMemory.of(gpuProgram, plan.spec().device());
  }

  private String tooBig(CurvePlan plan, OptionalLong need) throws IOException {
    long available = isOnGpu(plan) ? gpu(plan).available() : memory.available();
    return need.isPresent() && need.getAsLong() > available
        ? "needs " + mib(need.getAsLong()) + " MiB, available " + mib(available) + " MiB"
        : null;
  }

  private static long mib(long bytes) {
    return bytes >> 20;
  }

  private List<String> arguments(CurvePlan plan, long tokens, boolean time) {
    List<String> words = new ArrayList<>(List.of("measure-point"));
    words.addAll(ModelOptions.arguments(plan.spec()));
    words.add("--tokens=" + tokens);
    words.add("--context-seed=" + plan.seed());
    if (isOnGpu(plan)) {
      words.add("--gpu-program=" + gpuProgram);
    }
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
