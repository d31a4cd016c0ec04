package org.rccbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rccbench.evaluators.Reading;
import org.rccbench.evaluators.Request;
import org.rccbench.evaluators.Subject;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.Task;
import org.rccbench.evaluators.TaskEntry;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;

/** What a suite will read, decode and need, found by walking through it without asking a model. */
final class Plan {
  private final Suite suite;
  private final boolean calibrate;

  Plan(Suite suite, boolean calibrate) {
    this.suite = suite;
    this.calibrate = calibrate;
  }

  /**
   * One model and task.
   *
   * @param model the model's name
   * @param task the task's name
   * @param contexts contexts to read
   * @param requests prompts to answer
   * @param tokensToRead context tokens of all contexts
   * @param tokensToDecode most new tokens of all requests
   * @param longest tokens of the longest context
   * @param floorBytes analytic floor at the longest context
   * @param seconds estimate from a short read and decode, or null where none was made
   */
  record Row(
      String model,
      String task,
      long contexts,
      long requests,
      long tokensToRead,
      long tokensToDecode,
      long longest,
      long floorBytes,
      Double seconds) {}

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, ModelSpec> entry : suite.models().entrySet()) {
      try (ContextModel model = ContextModels.open(entry.getValue())) {
        Pace pace = calibrate ? Pace.of(model) : null;
        for (TaskEntry task : suite.tasks()) {
          if (task.models().contains(entry.getKey())) {
            rows.add(row(entry.getKey(), model, task.task(), pace));
          }
        }
      }
    }
    return rows;
  }

  private static Row row(String name, ContextModel model, Task task, Pace pace) {
    ModelCard card = model.card();
    Subject subject = new Subject(model.tokenizer(), card.compresses());
    Count count = new Count();
    try (Stream<Reading> readings = task.readings(subject)) {
      readings.forEach(reading -> count.add(reading, model));
    }
    return new Row(
        name,
        task.name(),
        count.contexts,
        count.requests,
        count.read,
        count.decode,
        count.longest,
        floor(card, count),
        pace == null ? null : pace.seconds(count.read, count.decode));
  }

  /** Weights and cache of the longest context; a kind that drops context needs less. */
  private static long floor(ModelCard card, Count count) {
    long slots = -Math.floorDiv(-count.longest, (long) Math.max(1, card.rate()));
    return card.weightBytes() + card.kvBytesPerPosition() * (slots + count.mostPositions);
  }

  /** Sums of one task. */
  private static final class Count {
    private long contexts;
    private long requests;
    private long read;
    private long decode;
    private long longest;
    private long mostPositions;

    void add(Reading reading, ContextModel model) {
      long tokens = reading.context().tokenCount(model.tokenizer());
      contexts++;
      read += tokens;
      longest = Math.max(longest, tokens);
      for (Request request : reading.requests()) {
        if (request.skip().isEmpty()) {
          requests++;
          decode += request.decoding().maxNewTokens();
          int prompt = request.prompt().ids().size();
          mostPositions = Math.max(mostPositions, prompt + request.decoding().maxNewTokens());
        }
      }
    }
  }
}
