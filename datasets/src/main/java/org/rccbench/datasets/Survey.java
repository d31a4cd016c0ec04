package org.rccbench.datasets;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * What one pass over a data set shows: how much there is, how long it is, and what is wrong with
 * it.
 *
 * @param examples how many there are
 * @param withoutQuestion how many ask nothing
 * @param withoutAnswer how many have no reference
 * @param lengths the same examples measured in several units, each named
 * @param sameId examples whose id another one had before
 * @param sameContent examples whose context and question another one had before
 * @param buckets examples by set and LongBench-E bucket; empty where examples have no bucket
 * @param bad how many lines are no examples
 * @param firstBad the first of them
 * @param complete whether the pass reached the end of the data
 */
public record Survey(
    long examples,
    long withoutQuestion,
    long withoutAnswer,
    List<Lengths> lengths,
    Repeats sameId,
    Repeats sameContent,
    SortedMap<String, SortedMap<LongBenchBucket, Long>> buckets,
    long bad,
    Optional<BadLine> firstBad,
    boolean complete) {

  /**
   * Examples that repeat an earlier one.
   *
   * @param count how many do
   * @param first the number of the first that does, counted from 1 over the examples; 0 where none
   *     does
   * @param of the number of the example that it repeats
   */
  public record Repeats(long count, long first, long of) {}

  /**
   * Reads {@code data} once; bad lines are counted if the data set skips them, and end the pass if
   * it does not.
   *
   * @param unit what {@code encoder} counts, as in {@code "bytes"}
   * @param onExample told the number of examples so far, after each
   */
  public static Survey of(Dataset data, TextEncoder encoder, String unit, LongConsumer onExample) {
    Surveyor surveyor = new Surveyor(encoder, unit);
    Optional<BadLine> end = Optional.empty();
    try (Stream<Example> examples = data.examples()) {
      examples.forEach(example -> onExample.accept(surveyor.add(example)));
    } catch (BadLineException e) {
      end = Optional.of(e.badLine());
    }
    return surveyor.survey(data.skipped(), end);
  }

  /** Whether the data can be used as it is: something there, and nothing bad. */
  public boolean ok() {
    return complete && bad == 0 && examples > 0;
  }
}
