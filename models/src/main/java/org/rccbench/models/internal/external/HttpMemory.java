package org.rccbench.models.internal.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenStream;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.MemoryReport;
import org.rccbench.models.PhaseTimes;
import org.rccbench.models.UnsupportedRequestException;

/** A context that goes to the server with each prompt. */
final class HttpMemory implements Memory {
  private static final String NOTES =
      "the server reads the context with each prompt: prompt prefill holds both";

  private final HttpModel model;
  private final int[] context;
  private boolean timesAreKnown;

  HttpMemory(HttpModel model, Context context, int tokens) {
    this.model = model;
    this.context = new int[tokens];
    try (TokenStream ids = context.open(model.tokenizer())) {
      ids.fill(this.context);
    }
  }

  @Override
  public Generation generate(int[] prompt, Decoding decoding) {
    timesAreKnown = false;
    if (decoding.maxNewTokens() == 0) {
      return new Generation(new int[0], false, context.length, PhaseTimes.ZERO);
    }
    int[] sent = Arrays.copyOf(context, context.length + prompt.length);
    System.arraycopy(prompt, 0, sent, context.length, prompt.length);
    return model
        .client()
        .complete(question(sent, decoding), fields -> generation(fields, sent, decoding));
  }

  private ObjectNode question(int[] sent, Decoding decoding) {
    ObjectNode question = Dialogue.JSON.createObjectNode();
    model.name().ifPresent(name -> question.put("model", name));
    if (model.sendsIds()) {
      ArrayNode ids = question.putArray("prompt");
      Arrays.stream(sent).forEach(ids::add);
      // one of the two makes the server say which ids it chose: llama.cpp and vLLM
      question.put("logprobs", 1).put("return_token_ids", true);
    } else {
      question.put("prompt", model.tokenizer().decode(sent));
    }
    question.put("max_tokens", decoding.maxNewTokens()).put("temperature", 0);
    if (decoding.eosId().isPresent()) {
      int[] eos = {decoding.eosId().getAsInt()};
      question.putArray("stop").add(model.tokenizer().decode(eos));
    } else {
      question.put("ignore_eos", true);
    }
    return question;
  }

  private Generation generation(Fields fields, int[] sent, Decoding decoding) {
    JsonNode choices = fields.array("choices").orElseThrow(() -> Fields.missing("choices"));
    Fields choice = new Fields(choices.get(0));
    String text = choice.text("text").orElseThrow(() -> Fields.missing("text"));
    String reason = choice.text("finish_reason").orElseThrow(() -> Fields.missing("finish_reason"));
    if (!reason.equals("stop") && !reason.equals("length")) {
      throw new MalformedAnswerException("finish_reason is " + Excerpt.of(reason));
    }
    checkRead(fields, sent);
    boolean stopped = reason.equals("stop");
    int[] ids = output(choice, text, stopped, decoding);
    Optional<PhaseTimes> times = fields.object("timings").flatMap(HttpMemory::times);
    timesAreKnown = times.isPresent();
    long positions = (long) sent.length + ids.length - (stopped || ids.length == 0 ? 0 : 1);
    return new Generation(ids, stopped, positions, times.orElse(PhaseTimes.ZERO));
  }

  /** Ids are read as they are, or another question was answered. */
  private void checkRead(Fields fields, int[] sent) {
    Optional<Fields> usage = fields.object("usage");
    if (model.sendsIds() && usage.isPresent() && usage.get().has("prompt_tokens")) {
      long read = usage.get().count("prompt_tokens").orElseThrow();
      if (read != sent.length) {
        throw new MalformedAnswerException(
            "it read " + read + " tokens of the " + sent.length + " that were sent");
      }
    }
  }

  /** The ids that the server chose, where it says so; else those of its text. */
  private int[] output(Fields choice, String text, boolean stopped, Decoding decoding) {
    if (!model.sendsIds()) {
      return model.tokenizer().encode(text);
    }
    Optional<int[]> said = chosen(choice);
    int[] ids = said.orElseGet(() -> model.tokenizer().encode(text));
    int eos = decoding.eosId().orElse(-1);
    if (stopped && ids.length > 0 && ids[ids.length - 1] == eos) {
      ids = Arrays.copyOf(ids, ids.length - 1);
    }
    if (said.isPresent() && ids.length > decoding.maxNewTokens()) {
      throw new MalformedAnswerException(
          "it has " + ids.length + " ids, " + decoding.maxNewTokens() + " were asked for");
    }
    return ids;
  }

  private Optional<int[]> chosen(Fields choice) {
    int vocabulary = model.card().vocabulary();
    Optional<JsonNode> listed = choice.array("token_ids");
    if (listed.isPresent()) {
      return Optional.of(Fields.ids("token_ids", listed.get(), vocabulary));
    }
    Optional<JsonNode> content =
        choice.object("logprobs").flatMap(logprobs -> logprobs.array("content"));
    if (content.isEmpty() || !content.get().path(0).has("id")) {
      return Optional.empty();
    }
    ArrayNode ids = Dialogue.JSON.createArrayNode();
    content.get().forEach(token -> ids.add(token.path("id")));
    return Optional.of(Fields.ids("logprobs.content.id", ids, vocabulary));
  }

  /** llama.cpp's times in milliseconds. */
  private static Optional<PhaseTimes> times(Fields timings) {
    if (!timings.has("prompt_ms") || !timings.has("predicted_ms")) {
      return Optional.empty();
    }
    return Optional.of(
        new PhaseTimes(
            0, 0, timings.milliseconds("prompt_ms"), timings.milliseconds("predicted_ms")));
  }

  @Override
  public double[] logProbabilities(int[] prompt, int[] continuation) {
    throw new UnsupportedRequestException("kind http generates only, it does not score");
  }

  @Override
  public Ledger ledger() {
    return Ledgers.read(context.length, NOTES);
  }

  @Override
  public PhaseTimes readTimes() {
    return PhaseTimes.ZERO;
  }

  @Override
  public long bytes() {
    return 0;
  }

  /** Of text nobody knows how many tokens the server makes. */
  @Override
  public Set<MemoryReport> reports() {
    Set<MemoryReport> reports = EnumSet.noneOf(MemoryReport.class);
    if (model.sendsIds()) {
      reports.add(MemoryReport.TOKENS);
    }
    if (timesAreKnown) {
      reports.add(MemoryReport.ANSWER_TIMES);
    }
    return reports;
  }

  @Override
  public void close() {}
}
