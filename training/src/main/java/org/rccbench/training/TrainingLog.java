package org.rccbench.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * log.jsonl: one line a step. What the clock says stands in the object {@code measured}; all else
 * is equal for an interrupted and an uninterrupted run.
 */
final class TrainingLog implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final BufferedWriter out;

  /** Opens the log of a run that has made {@code step} updates; later lines are dropped. */
  TrainingLog(Path folder, long step) {
    Path file = folder.resolve("log.jsonl");
    try {
      List<String> kept = new ArrayList<>();
      if (Files.isRegularFile(file)) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
          for (String line = lines.readLine();
              line != null && kept.size() < step;
              line = lines.readLine()) {
            kept.add(line + "\n");
          }
        }
      }
      byte[] bytes = String.join("", kept).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
      out = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("log.jsonl cannot be written: " + e.getMessage(), e);
    }
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
   * @param seconds that the step took
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
      double seconds) {}

  void write(Line line) {
    ObjectNode json = JSON.createObjectNode();
    json.put("step", line.step());
    json.put("tokens", line.tokens());
    if (line.level() != null) {
      json.put("window", line.level().window());
      json.put("rate", line.level().rate());
    }
    json.put("loss", line.loss());
    json.put("accuracy", line.accuracy());
    line.tasks().write(json.putObject("tasks"));
    json.put("gradient_norm", line.gradientNorm());
    json.put("learning_rate", line.learningRate());
    json.putObject("measured").put("seconds", line.seconds());
    try {
      out.write(json + "\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("log.jsonl cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("log.jsonl cannot be written: " + e.getMessage(), e);
    }
  }
}
