package org.rccbench.evaluators.scorers;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What sacrebleu puts in the place of an n-gram order without a match.
 *
 * @param method {@code exp}, {@code floor}, {@code add-k} or {@code none}
 * @param value the floor or the k; 0 for the methods that have none
 */
public record Smoothing(String method, double value) {
  /** 100 / (2^j * total) for the j-th zero order; sacrebleu's default. */
  public static final Smoothing EXP = new Smoothing("exp", 0);

  /** No smoothing: one zero order makes the score 0. */
  public static final Smoothing NONE = new Smoothing("none", 0);

  private static final double DEFAULT_FLOOR = 0.1;
  private static final double DEFAULT_K = 1;

  /** Checks the method and its value. */
  public Smoothing {
    boolean valued = method.equals("floor") || method.equals("add-k");
    if (!valued && !method.equals("exp") && !method.equals("none")) {
      throw new IllegalArgumentException(
          "unknown smoothing \"" + method + "\"; known: exp, floor[=v], add-k[=v], none");
    }
    if (!(valued ? value > 0 && Double.isFinite(value) : value == 0)) {
      throw new IllegalArgumentException("smoothing " + method + " cannot have value " + value);
    }
  }

  /** Reads {@code exp}, {@code floor}, {@code floor=0.01}, {@code add-k=2} and so on. */
  public static Smoothing parse(String text) {
    int equals = text.indexOf('=');
    String method = equals < 0 ? text : text.substring(0, equals);
    if (equals >= 0) {
      return new Smoothing(method, Double.parseDouble(text.substring(equals + 1)));
    }
    return switch (method) {
      case "floor" -> new Smoothing(method, DEFAULT_FLOOR);
      case "add-k" -> new Smoothing(method, DEFAULT_K);
      default -> new Smoothing(method, 0);
    };
  }

  /** The word in a signature, such as {@code exp} or {@code floor[0.10]}. */
  public String signature() {
    return value == 0
        ? method
        : method + "[" + new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN) + "]";
  }
}
