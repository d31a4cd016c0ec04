package org.rccbench.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.rccbench.evaluators.results.Measurement;

/**
 * Memory and time over context length, each number in a fresh process, so that no peak leaks into
 * the next point. Memory and time have processes of their own, because the allocator setting that
 * makes peaks repeat makes allocation slower. Running out of memory is a data point.
 */
final class MemoryCurve {
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
    ChildJava.Ended ended = process(plan, tokens, false).run(java);
    Optional<PointReading> reading = PointProcess.reading(ended);
    return reading.isEmpty()
        ? log.failed(tokens, PointProcess.reason(ended))
        : log.measured(tokens, reading.get(), process(plan, tokens, true).run(java));
  }

  private PointProcess process(CurvePlan plan, long tokens, boolean time) {
    return new PointProcess(plan.spec(), tokens, plan.seed(), time, gpuProgram);
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
}
