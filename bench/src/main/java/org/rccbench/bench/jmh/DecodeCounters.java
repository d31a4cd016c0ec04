package org.rccbench.bench.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What decoding did; JMH divides each by the seconds of the iteration. After an empty prompt the
 * first id comes from the context's last row, so n ids take n - 1 steps.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class DecodeCounters {
  private static final double GIGA = 1e9;

  /** New ids: tokens/s. */
  public double tokens;

  /** 10^9 weight bytes that the steps read: GB/s. */
  public double weightGigabytes;

  /**
   * Seconds that the same bytes take at the probe's speed: the share of the read bandwidth. Above 1
   * where the weights stay in a cache.
   */
  public double readShare;

  void add(int newIds, long stepBytes, ReadProbe probe) {
    double read = (double) Math.max(0, newIds - 1) * stepBytes;
    tokens += newIds;
    weightGigabytes += read / GIGA;
    readShare += probe.seconds(read);
  }
}
