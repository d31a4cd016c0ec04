package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rccbench.evaluators.Estimate.Planned;
import org.rccbench.evaluators.LineMaker.Answer;
import org.rccbench.evaluators.LineMaker.Asked;
import org.rccbench.evaluators.LineMaker.Reader;
import org.rccbench.evaluators.SharedReadings.Unit;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Generation;
import org.rccbench.models.Memory;
import org.rccbench.models.MemoryReport;
import org.rccbench.models.PhaseTimes;
import org.rccbench.models.Told;
import org.rccbench.models.UnsupportedRequestException;

/** Asks one model everything about one context that the journal does not have yet. */
final class Asker {
  private final TaskRun run;
  private final ContextModel model;
  private final Subject subject;

  Asker(TaskRun run, Opened opened) {
    this.run = run;
    this.model = opened.model();
    this.subject = opened.subject();
  }

  /**
   * A request that is open.
   *
   * @param asked the request with its context
   * @param work what it will take
   * @param tries how often it may still be tried
   */
  private record Open(Asked asked, Work work, int tries) {
    Open triedOnce() {
      return new Open(asked, work, tries - 1);
    }
  }

  void ask(Unit unit) {
    Planned planned = run.planned(unit.reading(), model);
    run.record(recorder -> recorder.estimate().done(planned.reading()));
    List<Open> open = new ArrayList<>();
    for (Request request : unit.reading().requests()) {
      Asked asked = new Asked(request, unit.context());
      Work work = planned.answering(request);
      String key = run.lines().key(request, unit.context());
      run.met(key);
      Optional<Outcome> before = run.journal().outcome(key);
      int tries = before.isEmpty() ? 1 : before.get() == Outcome.FAILED ? run.retries() : 0;
      if (tries == 0) {
        run.record(recorder -> recorder.resumed(before.orElseThrow(), work));
      } else if (request.skip().isPresent()) {
        SampleLine line = run.lines().skipped(asked, request.skip().get());
        run.record(recorder -> recorder.write(line, work));
      } else {
        open.add(new Open(asked, work, tries));
      }
    }
    while (!open.isEmpty() && !run.stopped()) {
      open = tryOnce(unit, open);
    }
  }

  /** Returns what failed and may be tried again. */
  private List<Open> tryOnce(Unit unit, List<Open> open) {
    List<Open> again = new ArrayList<>();
    SampleTime time = new SampleTime(run.timeout());
    Optional<Memory> read = time.limited(() -> memory(unit, open, again));
    if (read.isEmpty()) {
      return again;
    }
    try (Memory memory = read.get()) {
      time.contextIsRead();
      for (int i = 0; i < open.size() && !run.stopped(); i++) {
        Open one = open.get(i);
        boolean sharedRead = i > 0;
        time.limited(
            () -> {
              ask(memory, one, sharedRead, again);
              return memory;
            });
      }
    }
    return again;
  }

  private Optional<Memory> memory(Unit unit, List<Open> open, List<Open> again) {
    Throwable thrown;
    try {
      long start = System.nanoTime();
      Memory memory = model.read(unit.reading().context());
      PhaseTimes wall = new PhaseTimes(0, System.nanoTime() - start, 0, 0);
      Work work = Work.reading(memory.ledger());
      PhaseTimes times = learnt(memory, MemoryReport.READ_TIMES, memory.readTimes(), wall);
      run.record(recorder -> recorder.estimate().learn(work, times));
      return Optional.of(memory);
    } catch (RuntimeException | OutOfMemoryError e) {
      thrown = e;
    }
    open.forEach(one -> fail(one, thrown, again));
    return Optional.empty();
  }

  private void ask(Memory memory, Open open, boolean sharedRead, List<Open> again) {
    Request request = open.asked().request();
    SampleLine line;
    try {
      if (memory instanceof Told control) {
        control.tell(run.task().ideal(request));
      }
      int[] prompt = request.prompt().ids().stream().mapToInt(Integer::intValue).toArray();
      long start = System.nanoTime();
      Generation generation = memory.generate(prompt, request.decoding());
      PhaseTimes wall = new PhaseTimes(0, 0, 0, System.nanoTime() - start);
      Passage output = OwnTokens.output(request, generation.ids(), subject);
      Answer answer =
          run.lines().answer(request, output, generation, new Reader(memory, sharedRead));
      line = run.lines().answered(open.asked(), answer, judged(memory, request, prompt, output));
      Work work =
          Work.answering(
              (double) memory.ledger().positions(), prompt.length, generation.ids().length);
      PhaseTimes times = learnt(memory, MemoryReport.ANSWER_TIMES, generation.times(), wall);
      run.record(recorder -> recorder.estimate().learn(work, times));
    } catch (RuntimeException | OutOfMemoryError e) {
      fail(open, e, again);
      return;
    }
    run.record(recorder -> recorder.write(line, open.work()));
  }

  /** What a model does not report is 0, which would make the rest of the run take no time. */
  static PhaseTimes learnt(
      Memory memory, MemoryReport report, PhaseTimes reported, PhaseTimes wall) {
    return memory.reports().contains(report) ? reported : wall;
  }

  private Judgement judged(Memory memory, Request request, int[] prompt, Passage output) {
    if (!run.task().forcesReference()) {
      return run.task().judge(request, output, subject);
    }
    int[] reference = request.forced().stream().mapToInt(Integer::intValue).toArray();
    double[] forced = memory.logProbabilities(prompt, reference);
    return run.task().judge(request, output, forced, subject);
  }

  private void fail(Open open, Throwable thrown, List<Open> again) {
    if (thrown instanceof UnsupportedRequestException) {
      SampleLine line = run.lines().skipped(open.asked(), thrown.getMessage());
      run.record(recorder -> recorder.write(line, open.work()));
      return;
    }
    Failure failure = Failure.of(thrown, run.timeout());
    SampleLine line = run.lines().failed(open.asked(), failure);
    if (open.tries() > 1) {
      again.add(open.triedOnce());
      run.record(recorder -> recorder.failedOnce(line));
    } else {
      run.record(recorder -> recorder.failed(line, failure, open.work()));
    }
  }
}
