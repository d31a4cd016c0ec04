package org.rccbench.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rccbench.models.checkpoint.Dtype;

/**
 * Where a run stands, besides its tensors. What the data and the objectives draw depends on seed
 * and step alone, so the step is their state too.
 *
 * @param step updates made
 * @param tokens that passed the network
 * @param curriculum where it stands; its start for a language model
 * @param coreSeconds {@link CoreSeconds#total()}
 * @param recipe {@link Recipe#identity()}
 * @param data {@link TrainingData#identity()}
 * @param start folder and weights that it began with, null for random ones
 */
record RunState(
    long step,
    long tokens,
    Curriculum.State curriculum,
    double coreSeconds,
    String recipe,
    String data,
    Start start) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Not *.safetensors: loaders read every such file of a folder as weights. */
  private static final String FILE = "training.state";

  private static final List<TrainStep.Part> MOMENTS =
      List.of(TrainStep.Part.FIRST_MOMENT, TrainStep.Part.SECOND_MOMENT);

  /**
   * What a run began with.
   *
   * @param folder its name
   * @param weightsSha256 {@link org.rccbench.models.checkpoint.Checkpoint#sha256()}
   */
  record Start(String folder, String weightsSha256) {}

  static Path file(Path folder) {
    return folder.resolve(FILE);
  }

  /** Writes this and all tensors, in f32, as one file, atomically. */
  void save(Path folder, TrainStep step) {
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    forEachTensor(
        step,
        (name, number, part) ->
            entries.add(
                new SafetensorsWriter.Entry(
                    name,
                    step.parameters().get(number).shape(),
                    () -> step.take(number, part, Dtype.F32))));
    try {
      SafetensorsWriter.write(
          file(folder), Dtype.F32, Map.of("state", JSON.writeValueAsString(this)), entries);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Something to do with a tensor of a step. */
  @FunctionalInterface
  private interface TensorAction {
    void apply(String name, int number, TrainStep.Part part);
  }

  private static void forEachTensor(TrainStep step, TensorAction action) {
    for (int i = 0; i < step.parameters().size(); i++) {
      Parameter parameter = step.parameters().get(i);
      action.apply(parameter.name(), i, TrainStep.Part.VALUE);
      for (TrainStep.Part part : step.isTrained(parameter) ? MOMENTS : List.<TrainStep.Part>of()) {
        action.apply(parameter.name() + "#" + part, i, part);
      }
    }
  }

  /**
   * Reads a state without its tensors.
   *
   * @throws IllegalArgumentException if the file is damaged
   */
  static RunState read(Path folder) {
    RunState[] found = new RunState[1];
    open(
        folder,
        (channel, header, start) ->
            found[0] =
                JSON.readValue(header.path("__metadata__").path("state").asText(), RunState.class));
    return found[0];
  }

  /**
   * Reads the tensors back into a step of the same network.
   *
   * @throws IllegalArgumentException if the file is damaged
   */
  static void restore(Path folder, TrainStep step) {
    open(
        folder,
        (channel, header, start) ->
            forEachTensor(
                step,
                (name, number, part) ->
                    step.put(number, part, tensor(channel, header, name, start))));
  }

  /** Something to do with an open state file, whose tensors begin at {@code start}. */
  @FunctionalInterface
  private interface FileAction {
    void apply(FileChannel channel, JsonNode header, int start) throws IOException;
  }

  private static void open(Path folder, FileAction action) {
    try (FileChannel channel = FileChannel.open(file(folder), StandardOpenOption.READ)) {
      long length = bytes(channel, 0, 8).getLong();
      if (length < 2 || length > channel.size() - 8) {
        throw new IllegalArgumentException(FILE + " is damaged: a header of " + length + " bytes");
      }
      ByteBuffer json = bytes(channel, 8, Math.toIntExact(length));
      JsonNode header = JSON.readTree(StandardCharsets.UTF_8.decode(json).toString());
      action.apply(channel, header, Math.toIntExact(8 + length));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(FILE + " is damaged: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer tensor(FileChannel channel, JsonNode header, String name, int start) {
    JsonNode offsets = header.path(name).path("data_offsets");
    if (offsets.size() != 2) {
      throw new IllegalArgumentException(FILE + " lacks tensor \"" + name + "\"");
    }
    long from = offsets.get(0).asLong();
    try {
      return bytes(channel, start + from, Math.toIntExact(offsets.get(1).asLong() - from));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer bytes(FileChannel channel, long from, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new IllegalArgumentException(FILE + " is cut short; start the run anew");
      }
    }
    return buffer.flip();
  }
}
