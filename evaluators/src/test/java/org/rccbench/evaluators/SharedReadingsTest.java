package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rccbench.datasets.TextContext;
import org.rccbench.evaluators.SharedReadings.Unit;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.models.Decoding;

/** Neighbours with one context become one, nothing is lost, and a limit says that it cut. */
class SharedReadingsTest {

  @Test
  void neighboursWithTheSameContextAreReadOnce() {
    try (SharedReadings readings = readings(OptionalLong.empty(), "a1", "a2", "b3", "a4", "a5")) {
      assertThat(all(readings)).containsExactly("a: 1 2", "b: 3", "a: 4 5");
      assertThat(readings.wasCut()).isFalse();
    }
  }

  @Test
  void aLimitCountsRequestsAndCutsInsideAContext() {
    for (int limit = 1; limit <= 6; limit++) {
      try (SharedReadings readings =
          readings(OptionalLong.of(limit), "a1", "a2", "b3", "a4", "a5")) {
        String seen = String.join(" ", all(readings)).replaceAll("[ab]: ", "");
        assertThat(seen).isEqualTo("1 2 3 4 5".substring(0, 2 * Math.min(limit, 5) - 1));
        assertThat(readings.wasCut()).as("limit %s", limit).isEqualTo(limit < 5);
      }
    }
  }

  @Test
  void theSourceIsClosed() {
    boolean[] closed = {false};
    Stream<Reading> source = Stream.of(reading("a1")).onClose(() -> closed[0] = true);
    new SharedReadings(source, OptionalLong.empty()).close();
    assertThat(closed[0]).isTrue();
  }

  private static SharedReadings readings(OptionalLong limit, String... names) {
    return new SharedReadings(Arrays.stream(names).map(SharedReadingsTest::reading), limit);
  }

  private static Reading reading(String name) {
    Request request =
        new Request(
            new TreeMap<>(),
            0,
            name.substring(1),
            Passage.ofText(""),
            Passage.ofText(""),
            Decoding.greedy(1),
            Optional.empty());
    return new Reading(TextContext.of(name.substring(0, 1)), List.of(request));
  }

  private static List<String> all(SharedReadings readings) {
    List<String> all = new ArrayList<>();
    for (Optional<Unit> unit = readings.next(); unit.isPresent(); unit = readings.next()) {
      String questions =
          String.join(
              " ", unit.get().reading().requests().stream().map(Request::question).toList());
      all.add(((TextContext) unit.get().reading().context()).text() + ": " + questions);
    }
    return all;
  }
}
