package org.rccbench.models.internal.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.datasets.TextContext;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Memory;
import org.rccbench.models.MemoryReport;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.PhaseTimes;
import org.rccbench.models.TimeLimit;
import org.rccbench.models.UnsupportedRequestException;

/** Whatever a server does is an answer, a reason to skip, or the failure of one question. */
@Timeout(60)
class HttpModelTest {
  private static final String KEY = "sk-0123456789";
  private static final String ONE_MODEL = "{\"data\":[{\"id\":\"mini\",\"max_model_len\":40}]}";
  private static final String ANSWER =
      "{\"choices\":[{\"text\":\" world\",\"finish_reason\":\"length\"}]}";

  private final FakeServer server = new FakeServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpModel open(String... settings) {
    Map<String, String> values = new TreeMap<>(Map.of("timeout_s", "20"));
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    ModelSpec spec = ModelSpec.of("http", server.url()).withSettings(values);
    if (!values.containsKey("key_env")) {
      ContextModels.refuseIgnored(spec);
    }
    return HttpModel.open(spec, Map.of("THE_KEY", KEY), Duration.ofMillis(20));
  }

  private static Generation ask(HttpModel model, String context, Decoding decoding) {
    try (Memory memory = model.read(TextContext.of(context))) {
      return memory.generate(model.tokenizer().encode("o?"), decoding);
    }
  }

  private static String said(HttpModel model) {
    return model.tokenizer().decode(ask(model, "hell", Decoding.greedy(7)).ids());
  }

  private JsonNode sent(int request) throws JsonProcessingException {
    return new ObjectMapper().readTree(server.requests().get(request).body());
  }

  @Test
  void textGoesOutAndComesBack() throws JsonProcessingException {
    server.then(200, ONE_MODEL).then(200, ANSWER);
    HttpModel model = open();
    assertThat(said(model)).isEqualTo(" world");
    assertThat(model.card().source()).isEqualTo("mini");
    assertThat(model.card().weights()).isEqualTo("not reported");
    assertThat(server.requests())
        .extracting(FakeServer.Request::method, FakeServer.Request::path)
        .containsExactly(tuple("GET", "/v1/models"), tuple("POST", "/v1/completions"));
    assertThat(sent(1))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"model\":\"mini\",\"prompt\":\"hello?\",\"max_tokens\":7,\"temperature\":0,"
                        + "\"ignore_eos\":true}"));
  }

  @Test
  void idsGoOutAndComeBackAsTheServerChoseThem() throws JsonProcessingException {
    server.then(200, ONE_MODEL);
    server.then(
        200,
        "{\"choices\":[{\"text\":\"xyz\",\"finish_reason\":\"stop\",\"token_ids\":[122,50,0]}],"
            + "\"usage\":{\"prompt_tokens\":6},"
            + "\"timings\":{\"prompt_ms\":1.5,\"predicted_ms\":0.25}}");
    server.then(
        200,
        "{\"choices\":[{\"text\":\"?\",\"finish_reason\":\"length\",\"logprobs\":{\"content\":"
            + "[{\"id\":200,\"logprob\":-1},{\"id\":7}]}}]}");
    HttpModel model = open("send", "ids", "tokenizer", "bytes");
    try (Memory memory = model.read(TextContext.of("hell"))) {
      int[] prompt = model.tokenizer().encode("o?");
      Generation first = memory.generate(prompt, Decoding.greedy(7, 0));
      assertThat(first.ids()).containsExactly(122, 50);
      assertThat(first.stoppedByEos()).isTrue();
      assertThat(first.positions()).isEqualTo(8);
      assertThat(first.times()).isEqualTo(new PhaseTimes(0, 0, 1_500_000, 250_000));
      assertThat(memory.reports())
          .containsExactlyInAnyOrder(MemoryReport.TOKENS, MemoryReport.ANSWER_TIMES);
      Generation second = memory.generate(prompt, Decoding.greedy(2));
      assertThat(second.ids()).containsExactly(200, 7);
      assertThat(second.positions()).isEqualTo(7);
      assertThat(memory.reports()).containsExactly(MemoryReport.TOKENS);
      assertThat(memory.ledger().given()).isEqualTo(4);
      assertThatThrownBy(() -> memory.logProbabilities(prompt, prompt))
          .isInstanceOf(UnsupportedRequestException.class);
    }
    assertThat(sent(1).path("prompt"))
        .extracting(JsonNode::asInt)
        .containsExactly(106, 103, 110, 110, 113, 65);
    assertThat(sent(1).path("stop").path(0).asText()).isEqualTo("<|endoftext|>");
    assertThat(sent(1).has("ignore_eos")).isFalse();
    assertThat(sent(2).path("ignore_eos").asBoolean()).isTrue();
  }

  @Test
  void nothingIsAskedForNoTokens() {
    server.then(200, ONE_MODEL);
    assertThat(ask(open(), "hell", Decoding.greedy(0)).ids()).isEmpty();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void theKeyIsAHeaderAndNothingElse() {
    server.then(200, ONE_MODEL).then(401, "{\"error\":{\"message\":\"bad key " + KEY + "!\"}}");
    server.then(200, "{\"choices\":\"" + KEY + "\"}").then(200, KEY);
    HttpModel model = open("key_env", "THE_KEY");
    assertThatThrownBy(() -> said(model))
        .hasMessage(
            "the server answered with status 401: bad key [key]!; put the key into the environment"
                + " variable THE_KEY");
    assertThatThrownBy(() -> said(model))
        .hasMessage(
            "the server gave a wrong answer: choices must be a value of type array, was \"[key]\"");
    assertThatThrownBy(() -> said(model))
        .hasMessage("the server gave a wrong answer: no JSON: [key]");
    assertThat(server.requests())
        .extracting(FakeServer.Request::authorization)
        .containsOnly("Bearer " + KEY);
    assertThat(server.requests()).noneMatch(request -> request.body().contains(KEY));
    assertThat(model.card().toString()).doesNotContain(KEY);
  }

  @Test
  void aKeyThatIsSaidBackIsHiddenBeforeAnythingIsCutOrRead() {
    server.then(200, "{\"data\":[{\"id\":\"mini " + KEY + "\"}]}");
    server.then(400, "{\"message\":\"" + "x".repeat(292) + KEY + "\"}");
    server.then(200, "{\"choices\":[{\"text\":\"say " + KEY + "\",\"finish_reason\":\"length\"}]}");
    HttpModel model = open("key_env", "THE_KEY");
    assertThat(model.card().toString()).contains("mini [key]").doesNotContain(KEY);
    assertThatThrownBy(() -> said(model))
        .hasMessageContaining("xxx[key]")
        .message()
        .doesNotContain("sk-0");
    assertThat(said(model)).isEqualTo("say [key]");
  }

  @Test
  void aProgramDoesNotInheritTheKey() {
    Map<String, String> environment =
        new TreeMap<>(Map.of("OPENAI_API_KEY", KEY, "THE_KEY", KEY, "PATH", "/bin"));
    ApiKey.removeFrom(environment, Set.of("THE_KEY", "NO_SUCH_VARIABLE"));
    assertThat(environment).isEqualTo(Map.of("PATH", "/bin"));
  }

  @Test
  void withoutAKeyNoneIsSent() {
    server.then(200, ONE_MODEL).then(200, ANSWER);
    said(open());
    assertThat(server.requests()).extracting(FakeServer.Request::authorization).containsOnlyNulls();
    assertThatThrownBy(() -> open("key_env", "NO_SUCH_VARIABLE"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the environment has no variable of the name that the setting key_env gives");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-0123456789", "abcdef0123456789"})
  void aKeyInPlaceOfItsVariableIsRefusedBeforeAnythingIsWritten(String key) {
    ModelSpec spec = ModelSpec.of("http", "http://host/v1").withSettings(Map.of("key_env", key));
    assertThatThrownBy(() -> ContextModels.refuseIgnored(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key_env")
        .message()
        .doesNotContain(key);
  }

  @Test
  void aBusyOrBrokenServerIsAskedAgain() {
    server.then(503, "{}").then(200, ONE_MODEL);
    server.then(500, "x").then(FakeServer.HANGS_UP, "").thenWait(429, "1").then(200, ANSWER);
    HttpModel model = open();
    long start = System.nanoTime();
    assertThat(said(model)).isEqualTo(" world");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(server.requests()).hasSize(6);
  }

  @Test
  void itIsNotAskedForEver() {
    server.then(200, ONE_MODEL).then(500, "{\"message\":\"broken\\u001b[31m\"}").then(502, "");
    HttpModel model = open("retries", "1");
    assertThatThrownBy(() -> said(model)).hasMessage("the server answered with status 502");
    server.then(500, "{\"message\":\"broken\\u001b[31m\"}").then(500, "{\"message\":\"broken\"}");
    assertThatThrownBy(() -> said(model)).hasMessage("the server answered with status 500: broken");
    server.then(400, "{\"error\":{\"message\":\"bad\\u001b[31m\"}}");
    assertThatThrownBy(() -> said(model))
        .hasMessage("the server answered with status 400: bad [31m");
    assertThat(server.requests()).hasSize(6);
  }

  @Test
  void aServerThatIsNotThereIsSaid() {
    server.close();
    assertThatThrownBy(() -> open("retries", "1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("the server at 127.0.0.1:[0-9]+ cannot be reached: .*");
  }

  @Test
  void whatTakesTooLongFailsAndIsNotAskedAgain() {
    server.then(200, ONE_MODEL).then(FakeServer.SILENT, "").then(FakeServer.SILENT, "");
    HttpModel model = open("timeout_s", "0.5");
    assertThatThrownBy(() -> said(model)).hasMessage("the server took more than 0.5 s");
    assertThatThrownBy(() -> TimeLimit.within(Duration.ofMillis(200), () -> said(model)))
        .isInstanceOf(TimeLimit.PassedException.class);
    server.then(200, ANSWER);
    assertThat(said(model)).isEqualTo(" world");
  }

  @Test
  void backingOffEndsWithTheTimeLimit() {
    server.then(200, ONE_MODEL).thenWait(503, "20");
    HttpModel model = open();
    assertThatThrownBy(() -> TimeLimit.within(Duration.ofMillis(300), () -> said(model)))
        .isInstanceOf(TimeLimit.PassedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"code\":400,\"type\":\"exceed_context_size_error\",\"message\":\"too"
            + " long\"}}",
        "{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"too long\"}}",
        "{\"object\":\"error\",\"message\":\"This model's maximum context length is 4 tokens\"}"
      })
  void aContextThatDoesNotFitIsAReasonToSkip(String body) {
    server.then(200, ONE_MODEL).then(400, body);
    HttpModel model = open();
    assertThatThrownBy(() -> said(model))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageStartingWith("the server cannot: ");
  }

  @Test
  void aContextThatCannotFitIsNotSent() {
    server.then(200, ONE_MODEL);
    HttpModel model = open("send", "ids", "tokenizer", "bytes");
    assertThatThrownBy(() -> ask(model, "x".repeat(41), Decoding.greedy(1)))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessage("the context has 41 tokens, the server reads at most 40");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"4096, 100, , 100", "64, 100, , 64", "0, 0, , 0", "0, 100, , 100", "64, 100, 32, 32"})
  void contextsAreCutToTheSmallerOfTheServersAndTheModelsLimit(
      int trained, int read, String own, int positions) {
    server.then(
        200,
        "{\"data\":[{\"id\":\"a\",\"meta\":{\"n_ctx_train\":"
            + trained
            + ",\"n_ctx\":"
            + read
            + "}}]}");
    HttpModel model =
        own == null
            ? open("send", "ids", "tokenizer", "bytes")
            : open("send", "ids", "tokenizer", "bytes", "max_context", own);
    assertThat(model.card().trainedPositions()).isEqualTo(positions);
    server.then(200, "{\"data\":[{\"id\":\"a\",\"meta\":{\"n_ctx_train\":80,\"n_ctx\":40}}]}");
    assertThat(open().card().trainedPositions()).as("of text").isEqualTo(80);
  }

  @Test
  void aLimitInIdsIsRefusedWhereTextIsSent() {
    ModelSpec spec = ModelSpec.of("http", server.url()).withSettings(Map.of("max_context", "100"));
    assertThatThrownBy(() -> ContextModels.refuseIgnored(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max_context counts ids, and text is sent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"choices\":[]}|it is no JSON object",
        "[]|it is no JSON object",
        "{}|the field \"choices\" is missing",
        "{\"choices\":[{\"finish_reason\":\"stop\"}]}|the field \"text\" is missing",
        "{\"choices\":[{\"text\":\"\"}]}|the field \"finish_reason\" is missing",
        "{\"choices\":[{\"text\":\"\",\"finish_reason\":\"content_filter\"}]}|finish_reason is"
            + " content_filter",
        "{\"choices\":[{\"text\":7,\"finish_reason\":\"stop\"}]}|text must be a value of type"
            + " string, was 7",
        "{\"choices\":[{\"text\":\"\",\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5}}|it"
            + " read 5 tokens of the 6 that were sent",
        "{\"choices\":[{\"text\":\"\",\"finish_reason\":\"stop\",\"token_ids\":[1,258]}]}|token_ids[1]"
            + " is 258, the vocabulary of the tokenizer has 258 ids",
        "{\"choices\":[{\"text\":\"\",\"finish_reason\":\"stop\",\"token_ids\":[1,-2]}]}|token_ids[1]"
            + " must be a whole number >= 0, was -2",
        "{\"choices\":[{\"text\":\"\",\"finish_reason\":\"stop\",\"token_ids\":[1,2,3,4,5,6,7,8]}]}|it"
            + " has 8 ids, 7 were asked for",
        "{\"choices\":[{\"text\":\"\",\"finish_reason\":\"stop\"}],\"choices\":[]}|no JSON: ",
        "<html>|no JSON: <html>"
      })
  void aWrongAnswerIsTheFailureOfOneQuestion(String body, String message) {
    server.then(200, ONE_MODEL).then(200, body).then(200, ANSWER);
    HttpModel model = open("send", "ids", "tokenizer", "bytes");
    assertThatThrownBy(() -> said(model))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the server gave a wrong answer: " + message);
    assertThat(said(model)).isEqualTo(" world");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    server.then(200, ONE_MODEL).then(200, "x".repeat((16 << 20) + 1));
    HttpModel model = open("retries", "2");
    assertThatThrownBy(() -> said(model))
        .hasMessageMatching("the server at .* the answer is longer than 16777216 bytes");
    assertThat(server.requests()).as("it would be as long again").hasSize(2);
  }

  @Test
  void ofSeveralModelsOneIsNamed() {
    String two = "{\"data\":[{\"id\":\"a\"},{\"id\":\"/models/b\"}]}";
    server.then(200, two).then(200, two).then(404, "");
    assertThatThrownBy(() -> open())
        .hasMessage("the setting model must name one of the server's models: a, /models/b");
    assertThat(open("model", "/models/b", "weights", "sha256:12").card())
        .satisfies(card -> assertThat(card.source()).isEqualTo("b"))
        .satisfies(card -> assertThat(card.weights()).isEqualTo("sha256:12"));
    assertThat(open("model", "whatever").card().source()).isEqualTo("whatever");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:sk-0123456789@host/v1",
        "https://host/v1?key=sk-0123456789",
        "http://host/v1#sk-0123456789",
        "ftp://host/sk-0123456789",
        "http:sk-0123456789",
        "http://ho st/sk-0123456789"
      })
  void anAddressWithAKeyIsRefusedAndNotSaidBack(String address) {
    assertThatThrownBy(() -> ContextModels.refuseIgnored(ModelSpec.of("http", address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the server's address ")
        .message()
        .doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "send|letters|send must be one of text, ids, was \"letters\"",
        "retries|-1|retries must be a whole number >= 0, was \"-1\"",
        "max_context|0|max_context must be a whole number >= 1, was \"0\""
      })
  void aSettingIsChecked(String name, String value, String message) {
    ModelSpec spec = ModelSpec.of("http", "http://host/v1").withSettings(Map.of(name, value));
    assertThatThrownBy(() -> ContextModels.refuseIgnored(spec)).hasMessage(message);
  }
}
