package org.rccbench.models.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.Dtype;
import org.rccbench.models.checkpoint.StoredTensor;

/** Tensors of a golden f32 checkpoint in plain arrays, to be rearranged into other checkpoints. */
final class TensorFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TensorFile() {}

  /** A tensor's sizes and values, in row order. */
  static final class Tensor {
    private final List<Long> shape;
    private final float[] values;

    Tensor(List<Long> shape, float[] values) {
      this.shape = shape;
      this.values = values;
    }

    long size(int dimension) {
      return shape.get(dimension);
    }

    /** The same with rows below the last one. */
    Tensor withRows(float[][] rows) {
      int width = Math.toIntExact(shape.get(1));
      float[] all = java.util.Arrays.copyOf(values, values.length + rows.length * width);
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(rows[i], 0, all, values.length + i * width, width);
      }
      return new Tensor(List.of(shape.get(0) + rows.length, shape.get(1)), all);
    }

    /** This matrix times a column. */
    float[] times(float[] column) {
      int width = Math.toIntExact(shape.get(1));
      float[] product = new float[Math.toIntExact(shape.get(0))];
      for (int i = 0; i < product.length; i++) {
        double sum = 0;
        for (int j = 0; j < width; j++) {
          sum += (double) values[i * width + j] * column[j];
        }
        product[i] = (float) sum;
      }
      return product;
    }
  }

  static Map<String, Tensor> read(Checkpoint checkpoint) throws IOException {
    Map<String, Tensor> all = new TreeMap<>();
    for (StoredTensor tensor : checkpoint.tensors().values()) {
      if (tensor.dtype() != Dtype.F32) {
        throw new IllegalArgumentException(tensor.name() + " is " + tensor.dtype());
      }
      byte[] file = Files.readAllBytes(tensor.file());
      float[] values = new float[Math.toIntExact(tensor.bytes() / Float.BYTES)];
      ByteBuffer.wrap(file, Math.toIntExact(tensor.offset()), Math.toIntExact(tensor.bytes()))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
      all.put(tensor.name(), new Tensor(tensor.shape(), values));
    }
    return all;
  }

  static void write(Path file, Map<String, Tensor> tensors) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      ObjectNode node = header.putObject(entry.getKey());
      node.put("dtype", "F32");
      entry.getValue().shape.forEach(node.putArray("shape")::add);
      float[] values = entry.getValue().values;
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      node.putArray("data_offsets").add(data.size()).add(data.size() + bytes.capacity());
      data.writeBytes(bytes.array());
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(length.array());
    all.writeBytes(json);
    all.writeBytes(data.toByteArray());
    Files.write(file, all.toByteArray());
  }
}
