package org.rccbench.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * log.jsonl: one line a step. What the clock says stands in the object {@code measured}; all else
 * is equal for an interrupted and an uninterrupted run.
 */
final class TrainingLog implements AutoCloseable {
  static final String FILE = "log.jsonl";
  private static final String VALIDATION = "validation";
  private static final JsonMapper JSON = new JsonMapper();

  private final FileChannel out;

  /** Opens the log of a run that has made {@code step} updates; later lines are dropped. */
  TrainingLog(Path folder, long step) {
    Path file = folder.resolve(FILE);
    try {
      StringBuilder kept = new StringBuilder();
      for (JsonNode line : read(folder)) {
        if (line.path("step").asLong() <= step) {
          kept.append(line).append('\n');
        }
      }
      byte[] bytes = kept.toString().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, channel -> put(channel, bytes));
      out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The whole lines of a run's log; a half-written one ends it. */
  static List<ObjectNode> read(Path folder) {
    List<ObjectNode> lines = new ArrayList<>();
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return lines;
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add((ObjectNode) JSON.readTree(line));
      }
    } catch (JsonProcessingException | ClassCastException e) {
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read: " + e.getMessage(), e);
    }
    return lines;
  }

  /** Whether the last step was validated. */
  static boolean endsWithFigures(Path folder) {
    List<ObjectNode> lines = read(folder);
    return !lines.isEmpty() && lines.get(lines.size() - 1).has(VALIDATION);
  }

  /** Gives the last step of a run that has ended the figures that were measured afterwards. */
  static void addFigures(Path folder, Map<String, Double> figures) {
    List<ObjectNode> lines = read(folder);
    figures.forEach(lines.get(lines.size() - 1).putObject(VALIDATION)::put);
    StringBuilder all = new StringBuilder();
    lines.forEach(line -> all.append(line).append('\n'));
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(FILE), channel -> put(channel, bytes));
  }

  /** Processor time up to the last line of a run's log, steps behind its state included. */
  static double coreSeconds(Path folder) {
    return read(folder).stream()
        .mapToDouble(line -> line.path("measured").path("core_seconds").asDouble())
        .max()
        .orElse(0);
  }

  /**
   * A step's line.
   *
   * @param step number, from 1
   * @param tokens that passed the network so far
   * @param tasks what was learnt
   * @param level window and rate, null for a language model
   * @param loss in nats
   * @param accuracy share of best guesses
   * @param gradientNorm before clipping
   * @param learningRate of the update
   * @param measured what the clocks say
   */
  record Line(
      long step,
      long tokens,
      TaskResults tasks,
      Level level,
      double loss,
      double accuracy,
      double gradientNorm,
      double learningRate,
      Measured measured) {}

  /**
   * What the clocks say.
   *
   * @param seconds that the step took
   * @param tokensPerSecond that passed the network in it
   * @param coreSeconds of the run so far
   */
  record Measured(double seconds, double tokensPerSecond, double coreSeconds) {}

  /**
   * Adds a line.
   *
   * @param validation figures of the model after the step, empty where it was not validated
   */
  void write(Line line, Map<String, Double> validation) {
    ObjectNode json = JSON.createObjectNode();
    json.put("step", line.step());
    json.put("tokens", line.tokens());
    if (line.level() != null) {
      json.put("window", line.level().window());
      json.put("rate", line.level().rate());
    }
    json.put("loss", line.loss());
    json.put("accuracy", line.accuracy());
    json.put("gradient_norm", line.gradientNorm());
    json.put("learning_rate", line.learningRate());
    line.tasks().write(json.putObject("tasks"));
    if (!validation.isEmpty()) {
      validation.forEach(json.putObject(VALIDATION)::put);
    }
    ObjectNode measured = json.putObject("measured");
    measured.put("seconds", line.measured().seconds());
    measured.put("tokens_per_second", line.measured().tokensPerSecond());
    measured.put("core_seconds", line.measured().coreSeconds());
    try {
      put(out, (json + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static void put(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Returns once all lines are on the disk: a state must never be ahead of its log. */
  void sync() {
    try {
      out.force(false);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(FILE + " cannot be written: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
