package org.rccbench.datasets;

/**
 * A replayable source of the tokens that a model reads, taken piece by piece, so that a context of
 * any length never stands in memory whole.
 */
public interface Context {

  /** Opens a new pass; every pass gives the same ids for the same encoder. */
  TokenStream open(TextEncoder encoder);

  /** Counts the tokens, which may need a pass over the source. */
  long tokenCount(TextEncoder encoder);

  /** The sha256 of the content (text as UTF-8, or ids as little-endian int32), in hexadecimal. */
  String sha256();
}
