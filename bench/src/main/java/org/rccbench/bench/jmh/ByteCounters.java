package org.rccbench.bench.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Size of what was worked on; JMH divides by the seconds of the iteration. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class ByteCounters {
  private static final double MEGA = 1e6;

  /** 10^6 bytes: MB/s. */
  public double megabytes;

  void add(long bytes) {
    megabytes += bytes / MEGA;
  }
}
