package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rccbench.evaluators.LineMaker.Answer;
import org.rccbench.evaluators.LineMaker.Asked;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Generation;
import org.rccbench.models.Memory;

/** Asks one model everything of one task that the journal does not have yet. */
final class TaskRun {
  private final Task task;
  private final ContextModel model;
  private final Subject subject;
  private final Journal journal;
  private final Tally tally;
  private final LineMaker lines;

  TaskRun(Task task, String name, ContextModel model, Ledgers shared) {
    this.task = task;
    this.model = model;
    this.subject = new Subject(model.tokenizer(), model.card().compresses());
    this.journal = shared.journal();
    this.tally = shared.tally();
    this.lines = new LineMaker(task, name, model.card());
  }

  /**
   * What all task runs of a run write to.
   *
   * @param journal finished samples
   * @param tally counts
   */
  record Ledgers(Journal journal, Tally tally) {}

  /** Runs to the end of the task, or to the end of a sample in which the thread is interrupted. */
  void run() {
    try (Stream<Reading> readings = task.readings(subject)) {
      Iterator<Reading> pending = readings.iterator();
      while (!tally.interrupted() && pending.hasNext()) {
        read(pending.next());
      }
    }
  }

  private void read(Reading reading) {
    String context = reading.context().sha256();
    List<Asked> open = new ArrayList<>();
    for (Request request : reading.requests()) {
      Asked asked = new Asked(request, context);
      if (isDone(asked)) {
        tally.resumed();
      } else if (request.skip().isPresent()) {
        write(lines.skipped(asked, request.skip().get()));
      } else {
        open.add(asked);
      }
    }
    if (!open.isEmpty()) {
      ask(reading, open);
    }
  }

  private boolean isDone(Asked asked) {
    String key = lines.key(asked.request(), asked.context());
    return journal.outcome(key).filter(outcome -> outcome != Outcome.FAILED).isPresent();
  }

  private void ask(Reading reading, List<Asked> open) {
    Optional<Memory> read = memory(reading, open);
    if (read.isEmpty()) {
      return;
    }
    try (Memory memory = read.get()) {
      for (int i = 0; i < open.size() && !tally.interrupted(); i++) {
        ask(memory, open.get(i), i > 0);
      }
    }
  }

  private Optional<Memory> memory(Reading reading, List<Asked> open) {
    Throwable thrown;
    try {
      return Optional.of(model.read(reading.context()));
    } catch (RuntimeException | OutOfMemoryError e) {
      thrown = e;
    }
    for (Asked asked : open) {
      fail(asked, thrown);
    }
    return Optional.empty();
  }

  private void ask(Memory memory, Asked asked, boolean sharedRead) {
    SampleLine line;
    try {
      Request request = asked.request();
      int[] prompt = request.prompt().ids().stream().mapToInt(Integer::intValue).toArray();
      Generation generation = memory.generate(prompt, request.decoding());
      Passage output = Passage.of(generation.ids(), subject.tokenizer().decode(generation.ids()));
      Answer answer = lines.answer(output, generation, memory, sharedRead);
      line = lines.answered(asked, answer, task.judge(request, output, subject));
    } catch (RuntimeException | OutOfMemoryError e) {
      fail(asked, e);
      return;
    }
    write(line);
  }

  private void fail(Asked asked, Throwable thrown) {
    Failure failure = Failure.of(thrown);
    journal.append(lines.failed(asked, failure));
    tally.failed(failure);
  }

  private void write(SampleLine line) {
    journal.append(line);
    tally.done(line.outcome());
  }
}
