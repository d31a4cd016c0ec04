package org.rccbench.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rccbench.evaluators.predictions.PredictionScores;
import org.rccbench.evaluators.predictions.ProfileScore;
import org.rccbench.evaluators.statistics.ContextScores;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.evaluators.statistics.Resampling;

/**
 * What the verb score prints.
 *
 * @param input the file
 * @param format its format
 * @param rows predictions read
 * @param contexts units of the intervals
 * @param seed seed of resampling
 * @param resamples resamples of an interval that is drawn
 * @param level confidence of the intervals
 * @param profiles one a profile
 */
record ScoreReport(
    String input,
    String format,
    long rows,
    int contexts,
    long seed,
    int resamples,
    double level,
    List<Row> profiles) {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * One profile.
   *
   * @param profile its name
   * @param signature what is computed
   * @param n rows with a score
   * @param failures rows without one; not part of the mean
   * @param firstFailure line and reason of the first of them, or null
   * @param mean over the rows with a score, or null without one
   * @param best score of a perfect output
   * @param low lower end of the interval, or null without one
   * @param high upper end
   * @param interval how the interval was made
   */
  record Row(
      String profile,
      String signature,
      int n,
      long failures,
      String firstFailure,
      Double mean,
      double best,
      Double low,
      Double high,
      String interval) {

    static Row of(ProfileScore score, Resampling resampling) {
      Optional<Interval> interval = score.scores().flatMap(s -> s.interval(resampling));
      return new Row(
          score.scorer().profile(),
          score.scorer().signature(),
          score.scores().map(ContextScores::samples).orElse(0),
          score.failures(),
          score.firstFailure().orElse(null),
          score.scores().map(ContextScores::mean).orElse(null),
          score.scorer().best(),
          interval.map(Interval::low).orElse(null),
          interval.map(Interval::high).orElse(null),
          interval.map(Interval::method).orElse(null));
    }

    private void writeTo(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeStringField("profile", profile);
      json.writeStringField("signature", signature);
      json.writeNumberField("n", n);
      json.writeNumberField("failures", failures);
      json.writeStringField("firstFailure", firstFailure);
      write(json, "mean", mean);
      json.writeNumberField("best", best);
      write(json, "low", low);
      write(json, "high", high);
      json.writeStringField("interval", interval);
      json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Double number) throws IOException {
      if (number == null) {
        json.writeNullField(name);
      } else {
        json.writeNumberField(name, number);
      }
    }
  }

  static ScoreReport of(
      String input, String format, PredictionScores scores, Resampling resampling) {
    return new ScoreReport(
        input,
        format,
        scores.rows(),
        scores.contexts(),
        resampling.seed(),
        resampling.resamples(),
        resampling.level(),
        scores.results().stream().map(score -> Row.of(score, resampling)).toList());
  }

  /**
   * One line, the same that {@link Json#line} makes of this record: field by field, because getting
   * the mapper of records ready takes longer than scoring ten thousand rows.
   */
  String json() {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("input", input);
      json.writeStringField("format", format);
      json.writeNumberField("rows", rows);
      json.writeNumberField("contexts", contexts);
      json.writeNumberField("seed", seed);
      json.writeNumberField("resamples", resamples);
      json.writeNumberField("level", level);
      json.writeArrayFieldStart("profiles");
      for (Row row : profiles) {
        row.writeTo(json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "%s: %s, %d rows, %d contexts", Failures.oneLine(input), format, rows, contexts);
    line(
        text,
        "mean over rows with a score; 95 %% interval over contexts, seed %d; failures: rows without"
            + " a score",
        seed);
    String columns = "%-32s %9s %9s %12s  %s";
    line(text, columns, "profile", "n", "failures", "mean", "interval");
    for (Row row : profiles) {
      line(
          text,
          columns,
          row.profile,
          row.n,
          row.failures,
          row.mean == null ? "-" : number(row.mean),
          row.low == null
              ? "-"
              : "[" + number(row.low) + ", " + number(row.high) + "] " + row.interval);
      line(text, "    %s", row.signature);
      if (row.firstFailure != null) {
        line(text, "    first failure: %s", Failures.oneLine(row.firstFailure));
      }
    }
    return text.toString().stripTrailing();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
