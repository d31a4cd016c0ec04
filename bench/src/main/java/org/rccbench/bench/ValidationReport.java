package org.rccbench.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.rccbench.datasets.BadLine;
import org.rccbench.datasets.DatasetCard;
import org.rccbench.datasets.Lengths;
import org.rccbench.datasets.LongBenchBucket;
import org.rccbench.datasets.PublishedCounts;
import org.rccbench.datasets.Survey;

/**
 * A {@link Survey} as text and as JSON.
 *
 * @param recognised whether the schema was told by the file's first row, not by the user
 */
record ValidationReport(DatasetCard card, boolean recognised, Survey survey) {

  Map<String, Object> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("ok", survey.ok());
    all.put("card", card);
    all.put("recognised", recognised);
    all.put("complete", survey.complete());
    all.put("examples", survey.examples());
    all.put("without_question", survey.withoutQuestion());
    all.put("without_answer", survey.withoutAnswer());
    all.put("lengths", survey.lengths());
    all.put("same_id", survey.sameId());
    all.put("same_context_and_question", survey.sameContent());
    if (!survey.buckets().isEmpty()) {
      all.put("longbench_e", buckets());
    }
    all.put("bad_lines", survey.bad());
    all.put("first_bad_line", survey.firstBad().map(ValidationReport::json).orElse(null));
    return all;
  }

  private static Map<String, Object> json(BadLine bad) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file", bad.file());
    line.put("unit", bad.unit().toString());
    line.put("number", bad.line());
    line.put("field", bad.field());
    line.put("why", bad.why());
    return line;
  }

  private Map<String, Object> buckets() {
    Map<String, Object> sets = new LinkedHashMap<>();
    survey.buckets().keySet().forEach(set -> sets.put(set, buckets(set)));
    return sets;
  }

  private Map<String, Object> buckets(String set) {
    Map<String, Object> buckets = new LinkedHashMap<>();
    for (LongBenchBucket bucket : LongBenchBucket.values()) {
      Map<String, Object> counts = new LinkedHashMap<>();
      counts.put("examples", count(set, bucket));
      counts.put("published", PublishedCounts.of(set, bucket).orElse(null));
      buckets.put(bucket.label(), counts);
    }
    return buckets;
  }

  private long count(String set, LongBenchBucket bucket) {
    return survey.buckets().get(set).getOrDefault(bucket, 0L);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(card.name() + ": " + card.schema() + (recognised ? ", told by its first row" : "")));
    lines.add("source    " + card.source());
    lines.add("licence   " + card.licence());
    lines.add("sha256    " + card.sha256());
    lines.add(
        String.format(
            Locale.ROOT,
            "examples  %d%s; %d without a question, %d without an answer",
            survey.examples(),
            survey.complete() ? "" : " before the file breaks off",
            survey.withoutQuestion(),
            survey.withoutAnswer()));
    lines.add("repeats   " + repeats("of an id", survey.sameId()));
    lines.add("repeats   " + repeats("of context and question", survey.sameContent()));
    addLengths(lines);
    survey.buckets().keySet().forEach(set -> lines.add(text(bucketLine(set))));
    lines.add("bad lines " + survey.bad());
    survey.firstBad().ifPresent(bad -> lines.add("first     " + text(bad.message())));
    return lines;
  }

  private static String repeats(String what, Survey.Repeats repeats) {
    return repeats.count() == 0
        ? "none " + what
        : String.format(
            Locale.ROOT,
            "%d %s; first: example %d repeats example %d",
            repeats.count(),
            what,
            repeats.first(),
            repeats.of());
  }

  private void addLengths(List<String> lines) {
    for (Lengths lengths : survey.lengths()) {
      lines.add("");
      lines.add(text(lengths.unit()));
      lines.add(
          String.format(
              Locale.ROOT,
              "  min %.0f, median %.1f, p90 %.1f, max %.0f",
              lengths.min(),
              lengths.median(),
              lengths.p90(),
              lengths.max()));
      StringJoiner buckets = new StringJoiner(", ", "  ", "");
      lengths.buckets().forEach((label, count) -> buckets.add(label + ": " + count));
      lines.add(buckets.toString());
    }
    lines.add("");
  }

  private String bucketLine(String set) {
    StringJoiner line = new StringJoiner(", ", set + " by LongBench-E's buckets: ", "");
    for (LongBenchBucket bucket : LongBenchBucket.values()) {
      line.add(
          String.format(
              Locale.ROOT,
              "%s: %d (%s)",
              bucket.label(),
              count(set, bucket),
              PublishedCounts.of(set, bucket)
                  .map(published -> "published " + published)
                  .orElse("not published")));
    }
    return line.toString();
  }

  private static String text(String line) {
    return Failures.oneLine(line);
  }
}
