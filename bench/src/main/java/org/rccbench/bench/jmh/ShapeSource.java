package org.rccbench.bench.jmh;

import org.rccbench.models.checkpoint.Architecture;

/** The source that gives a kind of model random weights of a shape. */
final class ShapeSource {
  private ShapeSource() {}

  static String of(String kind, String shape) {
    return hasEncoder(kind) ? "rcc:shape:" + shape + ",shape:" + shape : "shape:" + shape;
  }

  /** Whether a built-in kind has an encoder, and so windows. */
  static boolean hasEncoder(String kind) {
    return Architecture.isNamed(kind) || kind.equals("random");
  }
}
