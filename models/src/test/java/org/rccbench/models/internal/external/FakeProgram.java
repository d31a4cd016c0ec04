package org.rccbench.models.internal.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that does what a prompt says: answers with the context, dies, hangs, talks nonsense.
 * Arguments: {@code text} or {@code ids}, and a file, into which it writes the process ids of
 * itself and of a child that never ends.
 */
final class FakeProgram {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PrintStream OUT = System.out; // the protocol's channel

  private FakeProgram() {}

  public static void main(String[] args) throws Exception {
    Path pids = Path.of(args[1]);
    Process child = new ProcessBuilder("sleep", "600").start();
    boolean isAgain = Files.exists(pids);
    Files.writeString(pids, ProcessHandle.current().pid() + " " + child.pid());
    StringBuilder text = new StringBuilder();
    ObjectNode ids = JSON.createObjectNode();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode question = JSON.readTree(line);
      ObjectNode answer = JSON.createObjectNode();
      answer.set("id", question.get("id"));
      switch (question.path("op").asText()) {
        case "card" -> card(answer, args, isAgain);
        case "read" -> {
          text.append(question.path("context").asText(""));
          question.path("context").forEach(ids.withArray("ids")::add);
          if (question.path("more").asBoolean()) {
            continue;
          }
          read(answer, args[0], text.length(), ids.withArray("ids").size());
          ids.put("text", text.toString());
          text.setLength(0);
        }
        case "generate" -> {
          generate(answer, question, ids);
          ids.remove("more");
        }
        case "score" ->
            question
                .path("continuation")
                .forEach(id -> answer.withArray("log_probabilities").add(-id.asInt() / 10.0));
        default -> {
          return;
        }
      }
      OUT.println(answer);
    }
  }

  private static void card(ObjectNode answer, String[] args, boolean isAgain) throws Exception {
    answer.put("name", "fake").put("weights", "sha256:0").put("input", args[0]);
    answer.withArray("can").add("generate");
    if (args[0].equals("ids")) {
      answer.withArray("can").add("score");
    }
    answer.put("max_context", 100_000);
    if (args.length > 2) {
      switch (args[2]) {
        case "other-card" -> answer.put("name", isAgain ? "another" : "fake");
        case "error-again" -> {
          if (isAgain) {
            answer.put("error", "no card today");
          }
        }
        case "slow-again" -> Thread.sleep(isAgain ? 2500 : 0);
        case "scores-only" -> answer.putArray("can").add("score");
        case "rate-8" -> answer.put("rate", 8);
        case "misspelt" -> answer.put("wieghts", "x");
        case "flies" -> answer.withArray("can").add("fly");
        default -> answer.put("input", args[2]);
      }
    }
  }

  private static void read(ObjectNode answer, String input, int characters, int ids) {
    int given = input.equals("ids") ? ids : characters;
    answer.putObject("ledger").put("given", given).put("read", given - 1).put("slots", 2);
    answer.put("bytes", 77);
    answer.putObject("seconds").put("prefill", 0.25);
  }

  private static void generate(ObjectNode answer, JsonNode question, ObjectNode kept)
      throws Exception {
    String prompt = question.path("prompt").asText("");
    int wanted = question.path("max_new_tokens").asInt();
    switch (prompt) {
      case "die" -> {
        System.err.println("something broke here");
        System.exit(7);
      }
      case "variables" -> answer.put("text", String.join(" ", System.getenv().keySet()));
      case "hang" -> Thread.sleep(600_000);
      case "nonsense" -> OUT.println("Loading model ...");
      case "other id" -> answer.put("id", 1);
      case "no text" -> answer.put("txt", "x");
      case "number" -> answer.put("text", 5);
      case "error" -> answer.put("error", "no\nmemory \u001b[31m");
      case "cannot" -> answer.put("cannot", "speak");
      case "no utf-8" -> {
        OUT.write(0xff);
        OUT.println();
      }
      case "endless" -> OUT.println("x".repeat((16 << 20) + 1));
      default -> {
        if (question.path("prompt").isArray()) {
          for (int i = 0; i < question.path("prompt").path(0).asInt(wanted); i++) {
            answer.withArray("ids").add(kept.path("ids").path(i).asInt());
          }
        } else {
          answer.put(
              "text",
              prompt + "|" + kept.path("text").asText() + "|" + question.path("stop").asText());
        }
        answer.put("stopped", true).put("positions", 9);
        answer.putObject("seconds").put("prompt", 0.5).put("decode", 0.125);
      }
    }
  }
}
