package org.rccbench.models.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.rccbench.models.ModelSpec;

/** Specifications of golden checkpoints. */
final class GoldenSpecs {
  private GoldenSpecs() {}

  static ModelSpec spec(String kind, Path folder, String dtype, String form) {
    return new ModelSpec(
        kind,
        folder.toString(),
        dtype,
        form,
        "cpu",
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        0);
  }

  static ModelSpec rcc(Path folder, String dtype, int window, int rate, boolean pairs, int batch) {
    return new ModelSpec(
        "rcc",
        folder.toString(),
        dtype,
        "auto",
        "cpu",
        OptionalInt.of(rate),
        OptionalInt.of(window),
        Optional.of("reference"),
        Optional.of(pairs ? "pairs" : "first"),
        batch,
        0,
        0);
  }
}
