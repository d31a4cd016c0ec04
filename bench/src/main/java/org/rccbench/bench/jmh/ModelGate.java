package org.rccbench.bench.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.rccbench.models.ModelSpec;

/**
 * Shows that a cell of {@link ModelCell} answers like the plainest form of the same model: f32
 * arithmetic over plain weights. Small windows, so that it takes seconds at any length.
 */
final class ModelGate {
  /** In f32 the log-probabilities agree to this, and greedy ids are equal. */
  static final double F32_TOLERANCE = 1e-4;

  /**
   * In bf16 (8 bits of mantissa) the log-probabilities agree to this; ids are not compared, since
   * rounding makes ties.
   */
  static final double BF16_TOLERANCE = 0.1;

  private static final int WINDOW = 64;
  private static final int RATE = 16;

  private ModelGate() {}

  /** The claims of one cell, tried; none is required yet. */
  static List<Agreement> check(ModelSpec cell) {
    List<Agreement> claims = new ArrayList<>();
    Answers mine = Answers.of(small(cell, cell.dtype(), cell.weightForm(), 0));
    Answers plain = Answers.of(small(cell, "f32", "plain", 0));
    claims.add(likePlain(cell, mine, plain));
    if (ShapeSource.hasEncoder(cell.kind())) {
      claims.add(batches(cell));
    }
    return claims;
  }

  private static Agreement likePlain(ModelSpec cell, Answers mine, Answers plain) {
    boolean f32 = cell.dtype().equals("f32");
    return new Agreement(
        name(cell) + " answers like f32 plain" + (f32 ? ": greedy ids" : ""),
        !f32 || mine.ids().equals(plain.ids()),
        mine.largestDifference(plain),
        tolerance(cell));
  }

  private static Agreement batches(ModelSpec cell) {
    Answers one = Answers.of(small(cell, cell.dtype(), cell.weightForm(), 1));
    Answers two = Answers.of(small(cell, cell.dtype(), cell.weightForm(), 2));
    return new Agreement(
        name(cell) + " answers the same at window batches 1 and 2",
        !cell.dtype().equals("f32") || one.ids().equals(two.ids()),
        one.largestDifference(two),
        tolerance(cell));
  }

  private static double tolerance(ModelSpec cell) {
    return cell.dtype().equals("f32") ? F32_TOLERANCE : BF16_TOLERANCE;
  }

  private static String name(ModelSpec cell) {
    return String.format(Locale.ROOT, "%s %s %s", cell.kind(), cell.dtype(), cell.weightForm());
  }

  private static ModelSpec small(ModelSpec cell, String dtype, String form, int windowBatch) {
    boolean windows = ShapeSource.hasEncoder(cell.kind());
    return new ModelSpec(
        cell.kind(),
        cell.source(),
        dtype,
        form,
        cell.device(),
        windows ? OptionalInt.of(RATE) : OptionalInt.empty(),
        windows ? OptionalInt.of(WINDOW) : OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        windowBatch,
        0,
        cell.seed());
  }
}
