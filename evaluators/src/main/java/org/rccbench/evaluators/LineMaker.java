package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.models.Generation;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.MemoryReport;
import org.rccbench.models.ModelCard;

/** Makes the journal's lines of one task and one model. */
final class LineMaker {
  private static final Map<MemoryReport, List<String>> LEDGER_FIELDS =
      Map.of(
          MemoryReport.TOKENS,
          List.of("read", "padded", "dropped", "windows", "slots", "rateReal"),
          MemoryReport.LEDGER_BYTES,
          List.of("kvBytes", "slotBytes"));
  private static final Map<MemoryReport, List<String>> MEASURED_FIELDS =
      Map.of(
          MemoryReport.BYTES,
          List.of("memoryBytes"),
          MemoryReport.READ_TIMES,
          List.of("encodeNanos", "contextPrefillNanos"),
          MemoryReport.ANSWER_TIMES,
          List.of("promptPrefillNanos", "decodeNanos"));

  private static final Judgement NO_JUDGEMENT = new Judgement(new TreeMap<>(), null);

  private final Task task;
  private final String model;
  private final ModelCard card;

  LineMaker(Task task, String model, ModelCard card) {
    this.task = task;
    this.model = model;
    this.card = card;
  }

  /** Hash of what is asked, without the model. */
  String sample(Request request, String context) {
    List<String> parts = new ArrayList<>();
    parts.add(task.name());
    parts.add(Integer.toString(task.version()));
    request
        .cell()
        .forEach(
            (name, value) -> {
              parts.add(name);
              parts.add(value);
            });
    parts.add(Long.toString(request.seed()));
    parts.add(about(request, context));
    parts.add(request.question());
    return Hash.key(parts.toArray(String[]::new));
  }

  /** Hash of sample, model, mode, decoding and what was cut: the name of a line. */
  String key(Request request, String context) {
    List<String> parts = new ArrayList<>();
    parts.add(sample(request, context));
    parts.add(model);
    parts.add(card.kind());
    parts.add(card.description());
    parts.add(card.weights());
    parts.add(Integer.toString(card.rate()));
    parts.add(Integer.toString(card.window()));
    parts.add(card.arithmetic());
    parts.add(request.decoding().signature());
    request.remarks().mode().ifPresent(parts::add);
    SortedMap<String, Object> details = request.remarks().details();
    if (details.get(Truncation.MODE) != null) {
      // how much is cut follows from the limit: another limit that cuts as much asks the same
      parts.add(details.get(Truncation.MODE) + " " + details.get(Truncation.CUT));
    }
    return Hash.key(parts.toArray(String[]::new));
  }

  /** The context that is asked about, which may be less than what the model reads. */
  private static String about(Request request, String read) {
    return request.remarks().context().orElse(read);
  }

  /** A scored line, or a skipped one where no profile gives a number. */
  SampleLine answered(Asked asked, Answer answer, Judgement judgement) {
    return judgement.scores().isEmpty()
        ? line(asked, answer, judgement, Ending.skipped(SampleLine.NO_NUMBER))
        : line(asked, answer, judgement, new Ending(Outcome.SCORED, null));
  }

  /** A line that could not be asked. */
  SampleLine skipped(Asked asked, String why) {
    return line(asked, Answer.nothing(new TreeMap<>()), NO_JUDGEMENT, Ending.skipped(why));
  }

  /** A line whose model or scorer threw. */
  SampleLine failed(Asked asked, Failure failure) {
    Answer nothing = Answer.nothing(new TreeMap<>(Map.of("error", failure.detail())));
    return line(asked, nothing, NO_JUDGEMENT, new Ending(Outcome.FAILED, failure.why()));
  }

  private SampleLine line(Asked asked, Answer answer, Judgement judgement, Ending ending) {
    Request request = asked.request();
    return new SampleLine(
        sample(request, asked.context()),
        key(request, asked.context()),
        task.name(),
        task.version(),
        model,
        card.trained(),
        request.remarks().mode().orElse(null),
        request.cell(),
        about(request, asked.context()),
        request.prompt().text(),
        answer.output().text(),
        answer.output().ids(),
        judgement.extracted(),
        request.references().stream().map(Passage::text).toList(),
        judgement.scores(),
        details(request, judgement),
        flags(request, answer),
        cut(request, answer.ledger()),
        ending.outcome(),
        ending.why(),
        answer.measured());
  }

  private static List<String> flags(Request request, Answer answer) {
    List<String> flags = new ArrayList<>();
    if (answer.beyondWindow()) {
      flags.add(SampleLine.BEYOND_WINDOW);
    }
    if (cut(request) > 0) {
      flags.add(SampleLine.CUT);
    }
    return flags;
  }

  private static long cut(Request request) {
    return request.remarks().details().get(Truncation.CUT) instanceof Long cut ? cut : 0;
  }

  /** A cut counts among the tokens that were given and dropped. */
  private static SortedMap<String, Object> cut(Request request, SortedMap<String, Object> ledger) {
    long cut = cut(request);
    if (cut == 0 || ledger.isEmpty()) {
      return ledger;
    }
    SortedMap<String, Object> whole = new TreeMap<>(ledger);
    // what a model does not report stays null, which a cut alone is not
    whole.computeIfPresent("given", (name, now) -> (Long) now + cut);
    whole.computeIfPresent("dropped", (name, now) -> (Long) now + cut);
    return whole;
  }

  private static SortedMap<String, Object> details(Request request, Judgement judgement) {
    SortedMap<String, Object> details = new TreeMap<>(request.remarks().details());
    details.putAll(judgement.details());
    return details;
  }

  /** What a model answered, with its ledger and times. */
  Answer answer(Request request, Passage output, Generation generation, Reader reader) {
    Memory memory = reader.memory();
    long positions = Math.max(generation.positions(), forced(request, memory));
    return new Answer(
        output,
        reported(memory, LEDGER_FIELDS, ledger(memory.ledger(), card)),
        card.isBeyondTraining(positions),
        reported(memory, MEASURED_FIELDS, measured(generation, memory, reader.isShared())));
  }

  /** Positions that are taken where the reference is forced: its last token needs none. */
  private long forced(Request request, Memory memory) {
    return task.forcesReference()
        ? memory.ledger().positions() + request.prompt().ids().size() + request.forced().size() - 1
        : 0;
  }

  /** What a memory does not report is null, which is not 0. */
  private static SortedMap<String, Object> reported(
      Memory memory, Map<MemoryReport, List<String>> fields, SortedMap<String, Object> values) {
    fields.forEach(
        (report, names) -> {
          if (!memory.reports().contains(report)) {
            names.forEach(name -> values.put(name, null));
          }
        });
    return values;
  }

  private static SortedMap<String, Object> ledger(Ledger ledger, ModelCard card) {
    SortedMap<String, Object> result = new TreeMap<>();
    result.put("window", card.window());
    result.put("given", ledger.given());
    result.put("read", ledger.read());
    result.put("padded", ledger.padded());
    result.put("dropped", ledger.dropped());
    result.put("windows", ledger.windows());
    result.put("slots", ledger.slots());
    result.put("rateAsked", ledger.rateAsked());
    // a model that keeps no position of the context has no rate, which is not 0
    result.put("rateReal", Double.isFinite(ledger.rateReal()) ? ledger.rateReal() : null);
    result.put("kvBytes", ledger.kvBytes());
    result.put("slotBytes", ledger.slotBytes());
    result.put("notes", ledger.notes());
    return result;
  }

  private static SortedMap<String, Object> measured(
      Generation generation, Memory memory, boolean sharedRead) {
    SortedMap<String, Object> result = new TreeMap<>();
    result.put("encodeNanos", memory.readTimes().encode());
    result.put("contextPrefillNanos", memory.readTimes().contextPrefill());
    result.put("promptPrefillNanos", generation.times().promptPrefill());
    result.put("decodeNanos", generation.times().decode());
    result.put("memoryBytes", memory.bytes());
    result.put("sharedRead", sharedRead);
    return result;
  }

  /**
   * Who has read the context.
   *
   * @param memory what was made of it
   * @param isShared whether another request was asked of the same memory before
   */
  record Reader(Memory memory, boolean isShared) {}

  /**
   * A request with the hash of its context.
   *
   * @param request what is asked
   * @param context sha256 of what is read
   */
  record Asked(Request request, String context) {}

  /**
   * What came back.
   *
   * @param output new tokens
   * @param ledger what became of the context's tokens
   * @param beyondWindow whether the decoder went past the positions that it was trained on
   * @param measured times and bytes; of a shared read, the same times stand in every line that
   *     shares it, and {@code sharedRead} is true in all but the first
   */
  record Answer(
      Passage output,
      SortedMap<String, Object> ledger,
      boolean beyondWindow,
      SortedMap<String, Object> measured) {

    static Answer nothing(SortedMap<String, Object> measured) {
      return new Answer(Passage.ofText(""), new TreeMap<>(), false, measured);
    }
  }

  /**
   * How a sample ended.
   *
   * @param outcome scored, failed or skipped
   * @param why the reason, null where scored
   */
  private record Ending(Outcome outcome, String why) {
    static Ending skipped(String why) {
      return new Ending(Outcome.SKIPPED, why);
    }
  }
}
