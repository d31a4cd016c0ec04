package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan knows what a run would read and how long that takes, without doing it. */
class PlanVerbTest {
  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  @Test
  void planCountsWhatARunWouldRead() throws IOException {
    assertThat(terminal.execute("plan", suite("good"), "--json")).isZero();

    JsonNode row = new ObjectMapper().readTree(terminal.out()).path(0);
    assertThat(row.path("contexts").asInt()).isEqualTo(2);
    assertThat(row.path("tokensToRead").asInt()).isEqualTo(2 * 2048);
    assertThat(row.path("tokensToDecode").asInt()).isEqualTo(2 * 10);
    // the fake model: 1 microsecond a token read, 4 microseconds for 16 steps of decoding, 3
    // nanoseconds for 4 tokens of a prompt; a line feed and the question have 38 bytes
    double nanos = 4096 * 1000 + 2 * 9 * 250 + 2 * 38 * 0.75;
    assertThat(row.path("seconds").asDouble()).isCloseTo(nanos / 1e9, within(1e-12));
    assertThat(row.path("floorBytes").asLong()).isEqualTo(5000 + (2048 + 38 + 9) * 1000);
  }

  @Test
  void planKnowsThatAttentionGrowsWithTheSquare() throws IOException {
    terminal.execute("plan", suite("square"), "--json", "--set", "tasks.0.lengths=[30000]");

    JsonNode row = new ObjectMapper().readTree(terminal.out()).path(0);
    assertThat(row.path("tokensToRead").asInt()).isEqualTo(2 * 30_000);
    double nanos = 2 * (30_000 * 1000 + 9e8) + 2 * 9 * 250 + 2 * 38 * 0.75;
    assertThat(row.path("seconds").asDouble()).isCloseTo(nanos / 1e9, within(1e-6));
  }

  @Test
  void aKindThatDoesNotForecastHasNoFloor() throws IOException {
    assertThat(terminal.execute("plan", suite("silent"))).isZero();
    assertThat(terminal.out()).containsPattern("one +passkey .* 20 +- +0[.]0");

    terminal.execute("plan", suite("silent"), "--json");
    assertThat(terminal.out()).contains("\"floorBytes\":null");
  }

  @Test
  void planWithoutATryHasNoTime() throws IOException {
    assertThat(terminal.execute("plan", suite("good"), "--no-calibrate", "--json")).isZero();
    assertThat(new ObjectMapper().readTree(terminal.out()).path(0).path("seconds").isNull())
        .isTrue();
  }

  private String suite(String behaviour) throws IOException {
    return FakeSuite.write(folder, behaviour).toString();
  }
}
