package org.rccbench.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.rccbench.evaluators.CostModel;
import org.rccbench.evaluators.Counting;
import org.rccbench.evaluators.Reading;
import org.rccbench.evaluators.Request;
import org.rccbench.evaluators.Subject;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.Task;
import org.rccbench.evaluators.TaskEntry;
import org.rccbench.evaluators.Work;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Ledger;
import org.rccbench.models.MemoryFloor;
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
   * @param floorBytes highest analytic floor of a request, or null where the kind cannot say
   * @param seconds estimate from short tries, or null where none were made
   * @param work what a model's time grows with
   */
  record Row(
      String model,
      String task,
      long contexts,
      long requests,
      long tokensToRead,
      long tokensToDecode,
      long longest,
      Long floorBytes,
      Double seconds,
      @JsonIgnore Work work) {}

  List<Row> rows() {
    try (Counting counting = Counting.of(suite)) {
      return rows(counting);
    }
  }

  private List<Row> rows(Counting counting) {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, ModelSpec> entry : suite.models().entrySet()) {
      if (suite.tasks().stream().noneMatch(task -> task.models().contains(entry.getKey()))) {
        continue; // of a curve alone: weights of any size would be made or read for nothing
      }
      try (ContextModel model = ContextModels.open(entry.getValue())) {
        CostModel cost = calibrate ? Calibration.of(model) : null;
        for (TaskEntry task : suite.tasks()) {
          if (task.models().contains(entry.getKey())) {
            Count count = new Count(entry.getValue(), model, counting.subject(model));
            rows.add(row(entry.getKey(), task, count, cost));
          }
        }
      }
    }
    return rows;
  }

  private static Row row(String name, TaskEntry entry, Count count, CostModel cost) {
    Task task = entry.task();
    try (Stream<Reading> readings = task.readings(count.subject())) {
      readings.map(reading -> entry.shown(reading, count.subject())).forEach(count::add);
    }
    OptionalDouble seconds = cost == null ? OptionalDouble.empty() : cost.seconds(count.work);
    return new Row(
        name,
        task.name(),
        count.contexts,
        count.requests,
        count.read,
        count.decode,
        count.longest,
        count.floor == 0 ? null : count.floor,
        seconds.isEmpty() ? null : seconds.getAsDouble(),
        count.work);
  }

  /** Sums of one model and task. */
  private static final class Count {
    private final ModelSpec spec;
    private final ContextModel model;
    private final Subject subject;
    private final ModelCard card;
    private long contexts;
    private long requests;
    private long read;
    private long decode;
    private long longest;
    private long floor;
    private Work work = Work.NONE;

    Count(ModelSpec spec, ContextModel model, Subject subject) {
      this.spec = spec;
      this.model = model;
      this.subject = subject;
      this.card = model.card();
    }

    Subject subject() {
      return subject;
    }

    void add(Reading reading) {
      List<Request> asked = reading.requests().stream().filter(r -> r.skip().isEmpty()).toList();
      if (asked.isEmpty()) {
        return;
      }
      long tokens = reading.context().tokenCount(model.tokenizer());
      contexts++;
      read += tokens;
      longest = Math.max(longest, tokens);
      Optional<Ledger> ledger = forecast(tokens);
      work = work.plus(ledger.map(Work::reading).orElseGet(() -> Work.reading(card, tokens)));
      for (Request request : asked) {
        add(request, ledger, tokens);
      }
    }

    /** Empty also for a context that this kind will refuse to read. */
    private Optional<Ledger> forecast(long tokens) {
      try {
        return model.forecast(tokens);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private void add(Request request, Optional<Ledger> ledger, long tokens) {
      int prompt = request.prompt().ids().size();
      int ids = request.decoding().maxNewTokens();
      requests++;
      decode += ids;
      long context = ledger.map(Ledger::positions).orElse(tokens / Math.max(1, card.rate()));
      work = work.plus(Work.answering((double) context, prompt, ids));
      if (ledger.isPresent()) {
        // the last id is chosen and never fed
        long positions = context + prompt + Math.max(0, ids - 1);
        floor = Math.max(floor, MemoryFloor.of(spec, card, ledger.get(), positions).bytes());
      }
    }
  }
}
