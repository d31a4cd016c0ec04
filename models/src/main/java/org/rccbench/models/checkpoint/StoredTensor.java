package org.rccbench.models.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where a tensor stands in a file.
 *
 * @param name its name in the state dict
 * @param dtype element type
 * @param shape sizes, outermost first
 * @param file the safetensors file
 * @param offset first byte in the file, the header included
 * @param bytes number of bytes, equal to elements x element size
 */
public record StoredTensor(
    String name, Dtype dtype, List<Long> shape, Path file, long offset, long bytes) {

  /** Checks that nothing is missing and copies the shape. */
  public StoredTensor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(file, "file");
    shape = List.copyOf(shape);
  }
}
