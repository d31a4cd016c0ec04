package org.rccbench.reports.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.MeasurementLog;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.reports.Coordinates;

/**
 * What of a run no machine changes much: samples with their scores, counts of tokens and slots, and
 * memory. Times are in it only with the score of the machine that they were measured on.
 *
 * @param reason why it was accepted; null of a run that is being checked
 * @param complete whether the run came to its end
 * @param samples by model and sample
 * @param more samples beyond those, with which a run of double the samples is compared; may be
 *     empty
 * @param points by curve and length
 * @param speed times of JMH, or null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Baseline(
    String reason,
    boolean complete,
    List<Sample> samples,
    List<Sample> more,
    List<Point> points,
    StoredSpeed speed) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * A sample.
   *
   * @param model the model's name
   * @param sample hash of what was asked
   * @param task the task's name
   * @param cell coordinates
   * @param context the statistical unit
   * @param outcome how it ended
   * @param scores score by profile; empty unless scored
   * @param tokens tokens read, or null
   * @param slots slots made, or null
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Sample(
      String model,
      String sample,
      String task,
      Map<String, String> cell,
      String context,
      String outcome,
      Map<String, Double> scores,
      Long tokens,
      Long slots) {

    /** Checks that nothing is missing and no score is NaN. */
    public Sample {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(sample, "sample");
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(context, "context");
      Objects.requireNonNull(outcome, "outcome");
      cell = new TreeMap<>(cell);
      scores = new TreeMap<>(scores);
      if (!scores.values().stream().allMatch(s -> s != null && Double.isFinite(s))) {
        throw new IllegalArgumentException("sample " + sample + " has a score that is no number");
      }
    }

    boolean hasFailed() {
      return outcome.equals(Outcome.FAILED.word());
    }

    boolean isScored() {
      return outcome.equals(Outcome.SCORED.word());
    }
  }

  /**
   * A point of a memory curve.
   *
   * @param model the curve's name
   * @param tokens context length
   * @param device where it ran
   * @param peak bytes above idle, or null where it was not measured
   * @param why why it was not measured, else null
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Point(String model, long tokens, String device, Long peak, String why) {}

  /**
   * Sorts, so that a file changes where its numbers do, and refuses a sample that is there twice.
   */
  public Baseline {
    samples = sorted(samples);
    more = sorted(more);
    points =
        points.stream()
            .sorted(Comparator.comparing(Point::model).thenComparingLong(Point::tokens))
            .toList();
    Set<String> keys = new HashSet<>();
    for (Sample sample : both(samples, more)) {
      if (!keys.add(key(sample))) {
        throw new IllegalStateException(
            "sample " + sample.sample() + " of " + sample.model() + " is there twice");
      }
    }
  }

  private static List<Sample> sorted(List<Sample> samples) {
    return samples.stream()
        .sorted(Comparator.comparing(Sample::model).thenComparing(Sample::sample))
        .toList();
  }

  private static List<Sample> both(List<Sample> some, List<Sample> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** The same with other samples to be compared first, and no more than these. */
  Baseline withSamples(List<Sample> others) {
    return new Baseline(reason, complete, others, List.of(), points, speed);
  }

  /**
   * The same with the samples of a run that has these and others.
   *
   * @throws IllegalArgumentException if the other run lacks one of these or is not complete
   */
  public Baseline withDoubled(Baseline doubled) {
    Set<String> own = samples.stream().map(Baseline::key).collect(Collectors.toSet());
    Set<String> others = doubled.samples.stream().map(Baseline::key).collect(Collectors.toSet());
    if (!doubled.complete || !others.containsAll(own)) {
      throw new IllegalArgumentException(
          "the run of double the samples is not complete or lacks samples of the run");
    }
    List<Sample> added = doubled.samples.stream().filter(s -> !own.contains(key(s))).toList();
    return new Baseline(reason, complete, samples, added, points, speed);
  }

  /** The same with times. */
  public Baseline withSpeed(StoredSpeed times) {
    return new Baseline(reason, complete, samples, more, points, times);
  }

  /** All samples as those to be compared first. */
  public Baseline doubled() {
    return withSamples(both(samples, more));
  }

  private static String key(Sample sample) {
    return sample.model() + " " + sample.sample() + " " + sample.cell();
  }

  /** What a run measured. */
  public static Baseline ofRun(Path folder) {
    Path curve = folder.resolve(MeasurementLog.FILE);
    boolean complete = RunRecord.read(folder).filter(r -> r.finished() != null).isPresent();
    return new Baseline(
        null,
        complete,
        Journal.readIfAny(folder).stream().map(Baseline::sample).toList(),
        List.of(),
        Files.exists(curve)
            ? MeasurementLog.read(curve).stream()
                // a peer's memory is not what a change of this program is held against
                .filter(point -> !point.byPeer())
                .map(Baseline::point)
                .toList()
            : List.of(),
        null);
  }

  /**
   * Reads a file; empty if there is none.
   *
   * @throws IllegalStateException if it is damaged
   */
  public static Optional<Baseline> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Baseline baseline = JSON.readValue(Files.readAllBytes(file), Baseline.class);
      if (baseline == null) {
        throw new IllegalStateException(file + " is no baseline: null");
      }
      return Optional.of(baseline);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          file
              + " is no baseline: "
              + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("")
              + "; restore it, or accept a run anew with gate --accept REASON",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Checks that this run can become the baseline.
   *
   * @throws IllegalArgumentException without a reason, or if the run is not complete
   */
  public void requireAcceptable(String why) {
    if (why.isBlank()) {
      throw new IllegalArgumentException("--accept needs a reason, which the baseline keeps");
    }
    if (!complete || (samples.isEmpty() && points.isEmpty())) {
      throw new IllegalArgumentException(
          "the run is not complete, so it cannot become the baseline; finish it first");
    }
  }

  /**
   * Accepts this run as the baseline: the only way in which the file changes.
   *
   * @throws IllegalArgumentException without a reason, or if the run is not complete
   */
  public void accept(Path file, String why) {
    requireAcceptable(why);
    Baseline accepted = new Baseline(why.strip(), true, samples, more, points, speed);
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path half = Files.createTempFile(folder, ".baseline-", ".half");
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(accepted);
      Files.writeString(half, text.replace("\r\n", "\n") + "\n", StandardCharsets.UTF_8);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static Sample sample(SampleLine line) {
    return new Sample(
        line.model(),
        line.sample(),
        line.task(),
        Coordinates.of(line),
        String.valueOf(line.context()),
        line.outcome().word(),
        line.scores() == null ? Map.of() : line.scores(),
        count(line, "read"),
        count(line, "slots"));
  }

  private static Long count(SampleLine line, String name) {
    Object value = line.ledger() == null ? null : line.ledger().get(name);
    return value instanceof Number number ? number.longValue() : null;
  }

  private static Point point(Measurement point) {
    boolean measured = point.outcome() == Outcome.SCORED;
    return new Point(
        point.model(),
        point.tokens(),
        String.valueOf(point.device()),
        measured ? point.peak() - point.idle() : null,
        measured ? null : point.why());
  }
}
