package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The answers that a llama.cpp server gave to 200 prompts (tools/peers/README.md says how they were
 * recorded) are understood as they were meant: every request is the one that was sent then, and the
 * ids that the server chose are the output.
 */
class LlamaCppReplayTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUITE =
      """
      name: llama-cpp
      models:
        llama-cpp:
          kind: http
          source: "http://127.0.0.1:PORT/v1"
          settings: {send: ids, tokenizer: "TOKENIZER", model: pythia-mini.gguf, retries: 0}
      tasks:
        - task: reconstruction
          data: {reader: plain-text, path: chronicle.txt}
          length: 256
          samples: 50
          positions: [0, 37, 75, 112]
          generate: 48
          score_lengths: [24, 48]
      """;

  /** The bundled model that the server had as GGUF. */
  private static final Path BUNDLED = Path.of("src/main/models/pythia-mini");

  /** Mean BLEU of the recorded run. */
  private static final double RECORDED_MEAN = 0.5408756939047161;

  @TempDir private Path folder;
  private final Map<String, JsonNode> recorded = new HashMap<>();

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        LlamaCppReplayTest.class.getResourceAsStream("/llama-cpp/" + name), name);
  }

  private void load() throws IOException {
    try (InputStream file = new GZIPInputStream(resource("answers.jsonl.gz"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode answer = JSON.readTree(line);
        recorded.put(answer.path("path").asText() + " " + answer.path("request").asText(), answer);
      }
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void replay(HttpExchange exchange) throws IOException {
    String body = sha256(exchange.getRequestBody().readAllBytes());
    JsonNode answer = recorded.get(exchange.getRequestURI().getPath() + " " + body);
    byte[] words =
        (answer == null ? "this was not asked then" : answer.path("answer").asText())
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(
        answer == null ? 418 : answer.path("status").asInt(), words.length);
    exchange.getResponseBody().write(words);
    exchange.close();
  }

  private List<JsonNode> run() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::replay);
    server.start();
    try {
      Files.copy(resource("chronicle.txt"), folder.resolve("chronicle.txt"));
      Path suite =
          Files.writeString(
              folder.resolve("suite.yaml"),
              SUITE
                  .replace("PORT", String.valueOf(server.getAddress().getPort()))
                  .replace("TOKENIZER", BUNDLED.toAbsolutePath().toString()));
      CommandLine line = Main.commandLine();
      StringWriter err = new StringWriter();
      line.setOut(new PrintWriter(new StringWriter()));
      line.setErr(new PrintWriter(err, true));
      Path run = folder.resolve("run");
      assertThat(line.execute("run", suite.toString(), "--out", run.toString()))
          .as(err.toString())
          .isZero();
      return Files.readAllLines(run.resolve("samples.jsonl")).stream()
          .map(LlamaCppReplayTest::tree)
          .toList();
    } finally {
      server.stop(0);
    }
  }

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException("a line is JSON: " + line, e);
    }
  }

  @Test
  void everyAnswerIsUnderstoodAsItWasMeant() throws IOException {
    load();
    assertThat(recorded).hasSize(201);
    List<JsonNode> samples = run();
    assertThat(samples).hasSize(200).allMatch(s -> s.path("outcome").asText().equals("scored"));
    assertThat(samples.stream().map(s -> s.path("outputIds").toString()).sorted())
        .containsExactlyElementsOf(
            recorded.values().stream()
                .filter(answer -> answer.path("path").asText().endsWith("completions"))
                .map(answer -> chosen(answer.path("answer").asText()))
                .sorted()
                .toList());
    assertThat(
            samples.stream()
                .mapToDouble(s -> s.path("scores").path("bleu4-ids-nltk-method1@48").asDouble())
                .average()
                .orElseThrow())
        .isCloseTo(RECORDED_MEAN, within(1e-12));
    assertThat(samples)
        .allMatch(s -> s.path("ledger").path("kvBytes").isNull())
        .allMatch(s -> s.path("ledger").path("read").asInt() == 256)
        .allMatch(s -> s.path("measured").path("contextPrefillNanos").isNull())
        .allMatch(s -> s.path("measured").path("decodeNanos").asLong() > 0);
  }

  private static String chosen(String answer) {
    StringBuilder ids = new StringBuilder();
    tree(answer)
        .at("/choices/0/logprobs/content")
        .forEach(token -> ids.append(ids.isEmpty() ? "" : ",").append(token.path("id")));
    return "[" + ids + "]";
  }
}
