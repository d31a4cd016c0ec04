package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published prompts and the random streams behind them come out as the scripts give them. */
class PublishedPasskeyTest {

  static List<JsonNode> prompts() throws IOException {
    return Golden.rows("passkey-prompts.jsonl");
  }

  @ParameterizedTest
  @MethodSource("prompts")
  void everyPublishedRowIsReproduced(JsonNode row) {
    JsonNode expected = row.get("expected");
    if (row.get("rule").asText().equals("longlora-lengths")) {
      List<Integer> lengths = new ArrayList<>();
      expected.forEach(length -> lengths.add(length.asInt()));
      assertThat(
              PublishedPasskey.longLoraLengths(
                  row.get("max_tokens").asInt(), row.get("interval").asInt()))
          .isEqualTo(lengths);
    } else if (expected.has("error")) {
      assertThatThrownBy(() -> prompt(row))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("was " + row.get("n_garbage").asInt());
    } else {
      PublishedPasskey prompt = prompt(row);
      assertThat(prompt.prefix()).isEqualTo(expected.get("prefix").asInt());
      assertThat(prompt.suffix()).isEqualTo(expected.get("suffix").asInt());
      assertThat(prompt.key()).isEqualTo(expected.get("key").asInt());
      assertThat(prompt.text()).hasSize(expected.get("chars").asInt());
      assertThat(Sha256.ofText(prompt.text())).isEqualTo(expected.get("sha256").asText());
    }
  }

  private static PublishedPasskey prompt(JsonNode row) {
    int garbage = row.get("n_garbage").asInt();
    long seed = row.get("seed").asLong();
    return switch (row.get("rule").asText()) {
      case "longlora" -> PublishedPasskey.longLora(garbage, seed);
      case "landmark" -> PublishedPasskey.landmark(garbage, seed, row.path("call").asInt(0));
      default -> throw new AssertionError("no such rule: " + row);
    };
  }

  @Test
  void theRandomStreamsAreThoseOfNumpyAndPython() throws IOException {
    int compared = 0;
    for (JsonNode row : Golden.rows("rng.jsonl")) {
      String generator = row.get("generator").asText().toLowerCase(Locale.ROOT);
      long seed = row.get("seed").asLong();
      if (!generator.contains("mt19937") || (generator.startsWith("numpy") && seed >= 1L << 31)) {
        continue;
      }
      boolean numpy = generator.startsWith("numpy");
      JsonNode expected = row.get("expected");
      PublishedRandom words = stream(numpy, seed);
      expected
          .get(numpy ? "uint32" : "getrandbits32")
          .forEach(word -> assertThat(words.uint32()).isEqualTo(word.asLong()));
      PublishedRandom draws = stream(numpy, seed);
      for (JsonNode draw : expected.get("randint_low_high_value")) {
        long low = draw.get(0).asLong();
        long high = draw.get(1).asLong();
        assertThat(numpy ? draws.randintExcluded(low, high) : draws.randintIncluded(low, high))
            .as("%s", row.get("id"))
            .isEqualTo(draw.get(2).asLong());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(90);
  }

  private static PublishedRandom stream(boolean numpy, long seed) {
    return numpy ? PublishedRandom.numpy(seed) : PublishedRandom.python(seed);
  }

  @Test
  void numpySeedsThatWouldGiveAnotherStreamAreRefused() {
    assertThatThrownBy(() -> PublishedPasskey.longLora(3072, 1L << 31))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was 2147483648");
  }
}
