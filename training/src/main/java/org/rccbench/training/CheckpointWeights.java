package org.rccbench.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.StoredTensor;

/** Tensors of a checkpoint folder, read one by one. */
final class CheckpointWeights {
  private CheckpointWeights() {}

  static Weights.Values read(Checkpoint checkpoint, String name, Parameter parameter) {
    StoredTensor tensor = checkpoint.tensor(name, parameter.shape());
    ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(tensor.bytes()));
    try (FileChannel channel = FileChannel.open(tensor.file(), StandardOpenOption.READ)) {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, tensor.offset() + bytes.position()) < 0) {
          throw new IllegalArgumentException(
              tensor.file().getFileName() + " ends inside tensor \"" + name + "\"");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          tensor.file().getFileName() + " cannot be read: " + e.getMessage(), e);
    }
    return new Weights.Values(tensor.dtype(), bytes.flip());
  }

  /** The tensors of a checkpoint of the same kind, by their own names. */
  static Weights same(Checkpoint checkpoint) {
    return parameter -> read(checkpoint, parameter.name(), parameter);
  }
}
