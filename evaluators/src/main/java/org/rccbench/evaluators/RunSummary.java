package org.rccbench.evaluators;

/**
 * What one call of a runner did.
 *
 * @param scored samples scored now
 * @param failed samples that failed now, or before and were not tried again
 * @param skipped samples skipped now, each with its reason in the journal
 * @param resumed samples that an earlier run had scored or skipped
 */
public record RunSummary(long scored, long failed, long skipped, long resumed) {

  /** All samples that were met. */
  public long total() {
    return scored + failed + skipped + resumed;
  }
}
