package org.rccbench.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all benchmarks share: a fresh process for each cell, one thread in Java and one in the
 * engine, no download, and a result per second. An operation that is longer than an iteration makes
 * an iteration of one operation.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xmx1g",
      "-XX:+UseSerialGC",
      "-Dai.djl.pytorch.num_threads=1",
      "-Dai.djl.pytorch.num_interop_threads=1",
      "-DDJL_OFFLINE=true",
      "-DPYTORCH_FLAVOR=cpu",
      "-DRUST_FLAVOR=cpu",
      "-DOPT_OUT_TRACKING=true",
      "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
    })
@Threads(1)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
class Conditions {
  Conditions() {}
}
