package org.rccbench.models;

import java.util.OptionalInt;

/**
 * Greedy decoding.
 *
 * @param maxNewTokens most ids to generate, 0 or more
 * @param eosId the id that ends the generation (not kept), or empty for none
 */
public record Decoding(int maxNewTokens, OptionalInt eosId) {

  /** Checks the length. */
  public Decoding {
    if (maxNewTokens < 0) {
      throw new IllegalArgumentException("maxNewTokens must be >= 0, was " + maxNewTokens);
    }
  }

  /** Greedy decoding of exactly {@code maxNewTokens} ids, without a stop id. */
  public static Decoding greedy(int maxNewTokens) {
    return new Decoding(maxNewTokens, OptionalInt.empty());
  }

  /** Greedy decoding that ends at {@code eosId}. */
  public static Decoding greedy(int maxNewTokens, int eosId) {
    return new Decoding(maxNewTokens, OptionalInt.of(eosId));
  }

  /** A short name for keys and tables, such as {@code greedy:500} or {@code greedy:100:eos=0}. */
  public String signature() {
    return "greedy:" + maxNewTokens + (eosId.isPresent() ? ":eos=" + eosId.getAsInt() : "");
  }
}
