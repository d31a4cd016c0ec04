package org.rccbench.models.internal.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenStream;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.MemoryReport;
import org.rccbench.models.PhaseTimes;
import org.rccbench.models.UnsupportedRequestException;

/**
 * What a program has read. Where the program had to be started again it is made to read again, so
 * that a question that ended it spoils no other.
 */
final class ExecMemory implements Memory {
  /** Ids of one line of a context. */
  private static final int PIECE = 1 << 14;

  private final ExecModel model;
  private final Context context;
  private final long tokens;
  private final Dialogue dialogue;
  private final ReadAnswer answer;
  private long start;
  private boolean timesAreKnown;

  ExecMemory(ExecModel model, Context context, long tokens) {
    this.model = model;
    this.context = context;
    this.tokens = tokens;
    this.dialogue = model.dialogue();
    this.answer = read();
  }

  private ReadAnswer read() {
    dialogue.run();
    try (TokenStream ids = context.open(model.tokenizer())) {
      Supplier<ObjectNode> pieces = pieces(ids);
      ObjectNode next = pieces.get();
      ObjectNode last = next == null ? with("read", "context", new int[0]) : next;
      for (next = pieces.get(); next != null; next = pieces.get()) {
        dialogue.send(last.put("more", true));
        last = next;
      }
      ReadAnswer read = dialogue.ask(last, this::readAnswer);
      start = dialogue.starts();
      return read;
    } finally {
      dialogue.endHalfAsked();
    }
  }

  private ReadAnswer readAnswer(Fields fields) {
    return ReadAnswer.of(fields, tokens, model.readsIds(), model.card().rate());
  }

  /** The lines of one reading, then null. */
  private Supplier<ObjectNode> pieces(TokenStream ids) {
    if (model.readsIds()) {
      return () -> {
        int[] piece = new int[PIECE];
        int n = ids.fill(piece);
        return n == 0 ? null : with("read", "context", Arrays.copyOf(piece, n));
      };
    }
    TextPieces texts = new TextPieces(ids, model.tokenizer(), PIECE);
    return () -> {
      String text = texts.next();
      return text == null ? null : Dialogue.question("read").put("context", text);
    };
  }

  /** A question with ids in the program's form. */
  private ObjectNode with(String op, String name, int[] ids) {
    return put(Dialogue.question(op), name, ids);
  }

  private ObjectNode put(ObjectNode question, String name, int[] ids) {
    if (!model.readsIds()) {
      return question.put(name, model.tokenizer().decode(ids));
    }
    ArrayNode array = question.putArray(name);
    Arrays.stream(ids).forEach(array::add);
    return question;
  }

  /** Sees to it that the program has this context. */
  private void recall() {
    if (!model.isLatest(this)) {
      throw new IllegalStateException("the program keeps one context, and has read another since");
    }
    dialogue.run();
    if (dialogue.starts() != start) {
      read();
    }
  }

  @Override
  public Generation generate(int[] prompt, Decoding decoding) {
    timesAreKnown = false;
    if (decoding.maxNewTokens() == 0) {
      return new Generation(new int[0], false, 0, PhaseTimes.ZERO);
    }
    model.require(ExecCard.GENERATE);
    recall();
    ObjectNode question =
        with("generate", "prompt", prompt).put("max_new_tokens", decoding.maxNewTokens());
    decoding.eosId().ifPresent(eos -> stop(question, eos));
    return dialogue.ask(question, fields -> generation(fields, decoding));
  }

  private void stop(ObjectNode question, int eos) {
    if (model.readsIds()) {
      question.put("stop", eos);
    } else {
      question.put("stop", model.tokenizer().decode(new int[] {eos}));
    }
  }

  private Generation generation(Fields fields, Decoding decoding) {
    fields.only(Set.of(model.readsIds() ? "ids" : "text", "stopped", "positions", "seconds"));
    PhaseTimes times = PhaseTimes.ZERO;
    if (fields.has("seconds")) {
      Fields seconds = fields.object("seconds").orElseThrow().only(Set.of("prompt", "decode"));
      times =
          new PhaseTimes(
              0,
              0,
              seconds.seconds("prompt").orElseThrow(() -> Fields.missing("seconds.prompt")),
              seconds.seconds("decode").orElseThrow(() -> Fields.missing("seconds.decode")));
    }
    int[] ids = output(fields, decoding);
    timesAreKnown = fields.has("seconds");
    return new Generation(
        ids, fields.flag("stopped").orElse(false), fields.count("positions").orElse(0), times);
  }

  private int[] output(Fields fields, Decoding decoding) {
    if (!model.readsIds()) {
      // its tokens are not ours, so their number is not checked
      String text = fields.text("text").orElseThrow(() -> Fields.missing("text"));
      return model.tokenizer().encode(text);
    }
    JsonNode array = fields.array("ids").orElseThrow(() -> Fields.missing("ids"));
    if (array.size() > decoding.maxNewTokens()) {
      throw new MalformedAnswerException(
          "it has " + array.size() + " ids, " + decoding.maxNewTokens() + " were asked for");
    }
    return Fields.ids("ids", array, model.card().vocabulary());
  }

  @Override
  public double[] logProbabilities(int[] prompt, int[] continuation) {
    model.require(ExecCard.SCORE);
    if (!model.readsIds()) {
      throw new UnsupportedRequestException(
          "the program reads text: its tokens, which it would score, are not the suite's");
    }
    recall();
    ObjectNode question = put(with("score", "prompt", prompt), "continuation", continuation);
    return dialogue.ask(question, fields -> scores(fields, continuation.length));
  }

  private static double[] scores(Fields fields, int wanted) {
    fields.only(Set.of("log_probabilities"));
    JsonNode array =
        fields.array("log_probabilities").orElseThrow(() -> Fields.missing("log_probabilities"));
    if (array.size() != wanted) {
      throw new MalformedAnswerException(
          "it has " + array.size() + " log_probabilities, " + wanted + " were asked for");
    }
    double[] scores = new double[wanted];
    for (int i = 0; i < wanted; i++) {
      scores[i] = array.get(i).isNumber() ? array.get(i).doubleValue() : Double.NaN;
      if (!(scores[i] <= 0 && scores[i] > Double.NEGATIVE_INFINITY)) {
        throw Fields.wrong("log_probabilities[" + i + "]", "a finite number <= 0", array.get(i));
      }
    }
    return scores;
  }

  @Override
  public Ledger ledger() {
    return answer.ledger();
  }

  @Override
  public PhaseTimes readTimes() {
    return answer.times();
  }

  @Override
  public long bytes() {
    return answer.bytes();
  }

  @Override
  public Set<MemoryReport> reports() {
    Set<MemoryReport> reports = EnumSet.noneOf(MemoryReport.class);
    reports.addAll(answer.reports());
    if (timesAreKnown) {
      reports.add(MemoryReport.ANSWER_TIMES);
    }
    return reports;
  }

  /** The program keeps it until it reads another context. */
  @Override
  public void close() {}
}
