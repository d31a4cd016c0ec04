package org.rccbench.models.internal.external;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.rccbench.models.TimeLimit;
import org.rccbench.models.UnsupportedRequestException;

/**
 * Speaks with an OpenAI-compatible completions server. A server that is not there, is busy or
 * broken is asked again, each time after a longer wait; one that takes too long is not. Redirects
 * are not followed, so that the key goes to the server that was named and to no other.
 */
final class CompletionsClient {
  private static final long LONGEST_ANSWER = 16 << 20;
  private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(408, 429, 500, 502, 503, 504);

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final URI base;
  private final ApiKey key;
  private final Rules rules;

  /**
   * How patient it is.
   *
   * @param timeout for one answer
   * @param retries how often it asks again
   * @param firstWait before the first of them; {@link Backoff} says how long the next ones are
   */
  record Rules(Duration timeout, int retries, Duration firstWait) {}

  CompletionsClient(URI base, ApiKey key, Rules rules) {
    this.base = base;
    this.key = key;
    this.rules = rules;
  }

  /** An answer of the server. */
  private record Answer(int status, Optional<String> retryAfter, String body) {}

  /** The server could not be reached, or the line broke. */
  private static final class BrokenLineException extends Exception {
    private static final long serialVersionUID = 1;

    BrokenLineException(String message) {
      super(message);
    }
  }

  /**
   * Asks for the server's models.
   *
   * @return empty where the server does not say
   */
  Optional<JsonNode> models() {
    Answer answer = answer(request("models").GET().build());
    return answer.status() == 404 || answer.status() == 405
        ? Optional.empty()
        : Optional.of(json(checked(answer)));
  }

  /**
   * Asks for a completion.
   *
   * @param form checks the answer and makes something of it
   * @throws TimeLimit.PassedException if the thread's time limit has passed
   * @throws UnsupportedRequestException if the request is longer than the server's context
   * @throws IllegalStateException if the server fails or says what cannot be used
   */
  <T> T complete(ObjectNode question, Function<Fields, T> form) {
    HttpRequest request =
        request("completions")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(question.toString()))
            .build();
    Answer answer = checked(answer(request));
    try {
      return form.apply(new Fields(json(answer)));
    } catch (MalformedAnswerException e) {
      throw new IllegalStateException(
          key.hiddenIn("the server gave a wrong answer: " + e.getMessage()), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    key.header().ifPresent(header -> request.header("Authorization", header));
    return request;
  }

  private Answer answer(HttpRequest request) {
    Backoff backoff = new Backoff(rules.firstWait());
    for (int left = rules.retries(); ; left--) {
      Answer answer = null;
      String broken = "";
      try {
        answer = once(request);
      } catch (BrokenLineException e) {
        broken = e.getMessage();
      }
      boolean isWorthATry = answer == null || WORTH_ANOTHER_TRY.contains(answer.status());
      if (answer != null && (left == 0 || !isWorthATry)) {
        return answer;
      }
      if (left == 0) {
        throw new IllegalStateException(
            "the server at " + base.getAuthority() + " cannot be reached: " + broken);
      }
      pause(backoff.next(answer == null ? Optional.empty() : answer.retryAfter()));
    }
  }

  private static void pause(Duration wait) {
    Patience patience = Patience.of(wait);
    try {
      patience.await(new CompletableFuture<Void>(), () -> {});
    } catch (Patience.EndedException e) {
      TimeLimit.check();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes a pause", e);
    }
  }

  private Answer once(HttpRequest request) throws BrokenLineException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, info -> new CappedBody(LONGEST_ANSWER));
    try {
      HttpResponse<byte[]> response = Patience.of(rules.timeout()).await(sent, () -> {});
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Retry-After"),
          key.hiddenInAll(new String(response.body(), StandardCharsets.UTF_8)));
    } catch (Patience.EndedException e) {
      sent.cancel(true);
      TimeLimit.check();
      throw new IllegalStateException("the server took more than " + seconds() + " s", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CappedBody.TooLongException tooLong) {
        throw new IllegalStateException(
            "the server at " + base.getAuthority() + " says too much: " + tooLong.getMessage(),
            tooLong);
      }
      if (e.getCause() instanceof IOException broken) {
        throw new BrokenLineException(words(broken));
      }
      throw new IllegalStateException("the server cannot be asked: " + words(e.getCause()), e);
    }
  }

  private String words(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : Excerpt.of(key.hiddenIn(message));
  }

  private String seconds() {
    return BigDecimal.valueOf(rules.timeout().toNanos(), 9).stripTrailingZeros().toPlainString();
  }

  /** Refuses what is no success. */
  private Answer checked(Answer answer) {
    int status = answer.status();
    if (status == 200) {
      return answer;
    }
    String words = ServerError.words(key.hiddenIn(answer.body()));
    if (ServerError.isTooLong(status, answer.body())) {
      throw new UnsupportedRequestException("the server cannot: " + words);
    }
    String advice =
        status == 401 || status == 403
            ? "; put the key into the environment variable " + key.variable()
            : "";
    throw new IllegalStateException(
        "the server answered with status "
            + status
            + (words.isEmpty() ? "" : ": " + words)
            + advice);
  }

  private JsonNode json(Answer answer) {
    try {
      return Dialogue.JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the server gave a wrong answer: no JSON: " + Excerpt.of(key.hiddenIn(answer.body())), e);
    }
  }
}
