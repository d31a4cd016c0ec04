package org.rccbench.models.checkpoint;

import java.util.Arrays;
import java.util.Locale;

/** Element types of safetensors files, with libtorch's ScalarType numbers. */
public enum Dtype {
  U8(1, 0),
  I8(1, 1),
  I16(2, 2),
  I32(4, 3),
  I64(8, 4),
  F16(2, 5),
  F32(4, 6),
  F64(8, 7),
  BOOL(1, 11),
  BF16(2, 15);

  private final int bytes;
  private final int scalarType;

  Dtype(int bytes, int scalarType) {
    this.bytes = bytes;
    this.scalarType = scalarType;
  }

  /** Bytes an element. */
  public int bytes() {
    return bytes;
  }

  /** The number of this type in TorchScript (c10/core/ScalarType.h). */
  public int scalarType() {
    return scalarType;
  }

  /** Whether weights may have this type. */
  public boolean isWeight() {
    return this == F16 || this == F32 || this == BF16;
  }

  /** The type of arithmetic that an option names: {@code f32} or {@code bf16}. */
  public static Dtype arithmetic(String option) {
    return switch (option) {
      case "f32" -> F32;
      case "bf16" -> BF16;
      default ->
          throw new IllegalArgumentException("unknown dtype \"" + option + "\"; known: f32, bf16");
    };
  }

  static Dtype named(String name, String where) {
    for (Dtype dtype : values()) {
      if (dtype.name().equals(name)) {
        return dtype;
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s: unknown dtype \"%s\"; known: %s",
            where,
            name,
            Arrays.toString(values())));
  }
}
