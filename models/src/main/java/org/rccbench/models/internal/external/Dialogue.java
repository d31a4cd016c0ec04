package org.rccbench.models.internal.external;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.rccbench.models.TimeLimit;
import org.rccbench.models.UnsupportedRequestException;

/**
 * Asks a program in JSON lines. What goes wrong ends the program, and the next question starts it
 * anew: a late answer cannot be taken for another one's.
 */
final class Dialogue implements AutoCloseable {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Program.Start start;
  private final Duration timeout;
  private Program program;
  private JsonNode card;
  private long starts;
  private long questions;
  private boolean isHalfAsked;

  Dialogue(Program.Start start, Duration timeout) {
    this.start = start;
    this.timeout = timeout;
  }

  static ObjectNode question(String op) {
    return JSON.createObjectNode().put("op", op);
  }

  /** How often the program was started: what it has read is gone where this has grown. */
  long starts() {
    return starts;
  }

  /** The program's card, asked for at its first start; every later start must show the same. */
  JsonNode card() {
    run();
    return card;
  }

  /**
   * Starts the program where it does not run. Its start has the kind's own time, whatever the
   * thread's limit: a program that is slow to start would else be ended at every question.
   *
   * @throws IllegalStateException if it cannot be started, or shows another card than before
   */
  void run() {
    if (program != null && program.isAlive()) {
      return;
    }
    end();
    program = Program.start(start);
    starts++;
    JsonNode shown = null;
    try {
      shown = exchange(question("card"), fields -> fields, Patience.whole(timeout));
    } finally {
      if (shown == null) {
        end();
      }
    }
    if (card != null && !card.equals(shown)) {
      end();
      throw new IllegalStateException("the program shows another card than at its first start");
    }
    card = shown;
  }

  /**
   * Sends a part of a question, which the program does not answer.
   *
   * @throws TimeLimit.PassedException if the thread's time limit has passed
   */
  void send(ObjectNode part) {
    TimeLimit.check();
    isHalfAsked = true;
    String op = part.path("op").asText();
    tried(op, () -> program.write(line(part), Patience.of(timeout)));
  }

  /** Ends the program where it has got a part of a question and never will get the rest. */
  void endHalfAsked() {
    if (isHalfAsked) {
      end();
    }
  }

  /**
   * Asks.
   *
   * @param form checks the answer and makes something of it
   * @throws TimeLimit.PassedException if the thread's time limit has passed
   * @throws UnsupportedRequestException if the program says that it cannot
   * @throws IllegalStateException if it fails, says nothing, or nothing that can be used
   */
  <T> T ask(ObjectNode question, Function<Fields, T> form) {
    TimeLimit.check();
    return exchange(question, answer -> form.apply(new Fields(answer)), Patience.of(timeout));
  }

  private <T> T exchange(ObjectNode question, Function<JsonNode, T> form, Patience patience) {
    String op = question.path("op").asText();
    long id = ++questions;
    question.put("id", id);
    String[] line = new String[1];
    tried(
        op,
        () -> {
          program.write(line(question), patience);
          isHalfAsked = false;
          line[0] = program.read(patience);
        });
    try {
      return form.apply(checked(op, id, line[0]));
    } catch (MalformedAnswerException e) {
      end();
      throw failure("gave a wrong answer to " + op, e.getMessage(), "");
    }
  }

  /** Writing and reading. */
  private interface Attempt {
    void run() throws Patience.EndedException, Program.BrokenException;
  }

  private void tried(String op, Attempt attempt) {
    try {
      attempt.run();
    } catch (Patience.EndedException e) {
      end();
      TimeLimit.check();
      throw failure("was asked to " + op, "it took more than " + seconds(timeout) + " s", "");
    } catch (Program.BrokenException e) {
      String errors = program.errors();
      end();
      throw failure("was asked to " + op, e.getMessage(), errors);
    }
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString();
  }

  /** The first line is the same in every run; the program's own words follow it. */
  private static IllegalStateException failure(String what, String how, String errors) {
    return new IllegalStateException(
        String.format(Locale.ROOT, "the program %s: %s", what, how)
            + (errors.isBlank() ? "" : "\nits error output ends with:\n" + errors));
  }

  private JsonNode checked(String op, long id, String line) {
    JsonNode answer;
    try {
      answer = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new MalformedAnswerException("no JSON: " + Excerpt.of(line));
    }
    Fields fields = new Fields(answer);
    long answered = fields.count("id").orElseThrow(() -> Fields.missing("id"));
    if (answered != id) {
      throw new MalformedAnswerException("id must be " + id + ", was " + answered);
    }
    fields
        .text("cannot")
        .ifPresent(
            why -> {
              throw new UnsupportedRequestException("the program cannot: " + Excerpt.of(why));
            });
    fields
        .text("error")
        .ifPresent(
            why -> {
              throw new IllegalStateException(
                  "the program failed to " + op + ": " + Excerpt.of(why));
            });
    return ((ObjectNode) answer).without("id");
  }

  private static byte[] line(ObjectNode question) {
    try {
      return JSON.writeValueAsBytes(question);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a question is always JSON", e);
    }
  }

  private void end() {
    isHalfAsked = false;
    if (program != null) {
      program.kill();
      program = null;
    }
  }

  @Override
  public void close() {
    if (program != null && program.isAlive()) {
      try {
        program.write(line(question("close")), Patience.of(Duration.ofSeconds(2)));
      } catch (Patience.EndedException | Program.BrokenException e) {
        end();
        return;
      }
      program.close();
      program = null;
    }
    end();
  }
}
