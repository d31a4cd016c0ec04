package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models outside this process go the whole way, from a suite to a report. */
class BringYourOwnModelTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("rccbench.root")).resolve("tools/exec/numbers_only.py");
  private static final String SUITE =
      """
      name: own
      models:
        numbers: {kind: exec, source: "python3 'PROGRAM'", settings: {timeout_s: 60}}
      tasks:
        - {task: passkey, lengths: [2048, 60000], depths: [0, 37.5, 100], samples: 2}
      """;

  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  private Path suite(Path program) throws IOException {
    return Files.writeString(
        folder.resolve("suite.yaml"), SUITE.replace("PROGRAM", program.toString()));
  }

  private List<JsonNode> samples() throws IOException {
    List<JsonNode> samples = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("run/samples.jsonl"))) {
      samples.add(new ObjectMapper().readTree(line));
    }
    return samples;
  }

  private static void assumePython() throws InterruptedException {
    boolean isThere;
    try {
      Process python = new ProcessBuilder("python3", "--version").start();
      isThere = python.waitFor(20, TimeUnit.SECONDS) && python.exitValue() == 0;
    } catch (IOException e) {
      isThere = false;
    }
    assumeTrue(isThere, "python3 is not there: the example of docs/ is left out");
  }

  @Test
  void theExampleFindsEveryPassKey() throws Exception {
    assumePython();
    assertThat(
            terminal.execute("run", suite(EXAMPLE), "--allow-exec", "--out", folder.resolve("run")))
        .as(terminal.err())
        .isZero();
    assertThat(samples()).hasSize(12);
    for (JsonNode sample : samples()) {
      assertThat(sample.path("outcome").asText()).isEqualTo("scored");
      assertThat(sample.path("scores").path("passkey-landmark").asDouble()).isEqualTo(1);
      // the bytes tokenizer counts bytes, the example characters: the same in English filler
      assertThat(sample.path("ledger").path("given").asLong())
          .isEqualTo(sample.path("cell").path("length").asLong());
      assertThat(sample.path("ledger").path("slots").asInt()).isPositive();
      assertThat(sample.path("ledger").path("kvBytes").isNull()).isTrue();
      assertThat(sample.path("measured").path("memoryBytes").asInt()).isPositive();
      assertThat(sample.path("measured").path("contextPrefillNanos").asLong()).isPositive();
      assertThat(sample.path("measured").path("decodeNanos").isNull()).isTrue();
    }
    assertThat(Files.readString(folder.resolve("run/run.json"))).contains("numbers-only");
    assertThat(Files.readString(folder.resolve("run/tables/passkey.md"))).contains("numbers");
  }

  @Test
  void theExampleAnswersWhatIsAskedOfAFile() throws Exception {
    assumePython();
    Path text = Files.writeString(folder.resolve("t.txt"), "It was 1984 and the 4th of April.");
    int status =
        terminal.execute(
            "ask",
            "--model",
            "exec:python3 '" + EXAMPLE + "'",
            "--context",
            text,
            "--question",
            "When?");
    assertThat(status).as(terminal.err()).isZero();
    assertThat(terminal.out().strip()).isEqualTo("1984");
  }

  @Test
  void theExampleIsTheOneOfTheDocumentation() throws IOException {
    Path page = Path.of(System.getProperty("rccbench.root"), "docs", "bring-your-own-model.md");
    assertThat(Files.readString(page)).contains("```python\n" + Files.readString(EXAMPLE) + "```");
  }

  @Test
  void aSuiteStartsNoProgramUnlessItMay() throws IOException {
    Path suite = suite(folder.resolve("none.py"));
    for (String verb : List.of("run", "plan")) {
      assertThat(terminal.execute(verb, suite)).isEqualTo(2);
    }
    assertThat(terminal.err().lines().filter(l -> l.contains("give --allow-exec"))).hasSize(2);
    assertThat(terminal.err()).contains("suite.yaml:3:13: models.numbers.kind: ");
  }

  @Test
  void aProgramThatFailsIsTheFailureOfItsSamples() throws Exception {
    assumePython();
    Path program =
        Files.writeString(
            folder.resolve("weak.py"),
            """
            import json, sys
            for line in sys.stdin:
                request = json.loads(line)
                answer = {"id": request.get("id")}
                if request["op"] == "card":
                    answer.update({"name": "weak", "input": "text", "can": ["generate"]})
                elif request["op"] == "read" and "more" in request:
                    continue
                elif request["op"] == "read" and len(request["context"]) > 5000:
                    answer["cannot"] = "read so much"
                elif request["op"] == "generate":
                    sys.exit(3)
                print(json.dumps(answer), flush=True)
            """);
    Path run = folder.resolve("run");
    assertThat(terminal.execute("run", suite(program), "--allow-exec", "--out", run)).isEqualTo(3);
    assertThat(samples()).hasSize(12);
    for (JsonNode sample : samples()) {
      boolean isShort = sample.path("cell").path("length").asInt() == 2048;
      assertThat(sample.path("outcome").asText()).isEqualTo(isShort ? "failed" : "skipped");
      assertThat(sample.path("why").asText())
          .isEqualTo(
              isShort
                  ? "java.lang.IllegalStateException: the program was asked to generate: it ended"
                      + " with status 3"
                  : "the program cannot: read so much");
      assertThat(sample.path("scores").isEmpty()).isTrue();
    }
  }

  @Test
  void aKeyReachesNoFile() throws IOException {
    String key = System.getenv("PATH"); // a value of the environment that would be recognised
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> keys = new ArrayList<>();
    server.createContext(
        "/",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
          boolean isList = exchange.getRequestURI().getPath().endsWith("models");
          byte[] body =
              (isList
                      ? "{\"data\":[{\"id\":\"m\"}]}"
                      : "{\"error\":{\"message\":\"no such key: " + key + "\"}}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(isList ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Path suite =
          Files.writeString(
              folder.resolve("suite.yaml"),
              "name: own\nmodels:\n  m: {kind: http, source: \"http://127.0.0.1:"
                  + server.getAddress().getPort()
                  + "/v1\", settings: {key_env: PATH}}\n"
                  + "tasks:\n  - {task: passkey, lengths: [2048], depths: [0], samples: 2}\n");
      assertThat(terminal.execute("run", suite, "--out", folder.resolve("run"))).isEqualTo(3);
    } finally {
      server.stop(0);
    }
    assertThat(keys).hasSize(3).containsOnly("Bearer " + key);
    assertThat(samples()).hasSize(2);
    assertThat(samples().get(0).path("why").asText()).contains("status 401: no such key: [key]");
    assertThat(terminal.out() + terminal.err()).doesNotContain(key);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(key);
      }
    }
  }
}
