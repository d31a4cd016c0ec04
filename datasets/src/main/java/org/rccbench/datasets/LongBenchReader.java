package org.rccbench.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads LongBench and LongBench-E. The fields are those of the README's section "Data Format"
 * (github.com/THUDM/LongBench, LongBench/README.md): {@code input}, {@code context}, {@code
 * answers}, {@code length} (words of the first three fields; characters in Chinese sets), {@code
 * dataset}, {@code language}, {@code all_classes} (null where there are none) and {@code _id}.
 * {@code input} is empty in sets that ask no question, such as summaries. Buckets are LongBench-E's
 * own, by {@code length} (LongBench/eval.py, scorer_e).
 */
final class LongBenchReader implements DatasetReader {
  private final RowFile file;
  private final boolean buckets;
  private final DatasetCard card;

  private LongBenchReader(Path file, boolean buckets, String schema) {
    this.file =
        RowFile.of(
            file,
            List.of(
                "input",
                "context",
                "answers",
                "length",
                "dataset",
                "language",
                "all_classes",
                "_id"));
    this.buckets = buckets;
    this.card =
        this.file.card(
            schema,
            "LongBench, arXiv 2308.14508, github.com/THUDM/LongBench",
            "MIT (the repository); each set keeps its source's terms");
  }

  static LongBenchReader standard(Path file) {
    return new LongBenchReader(file, false, "longbench");
  }

  /** LongBench-E, where examples have a bucket of length. */
  static LongBenchReader ofE(Path file) {
    return new LongBenchReader(file, true, "longbench-e");
  }

  @Override
  public DatasetCard card() {
    return card;
  }

  @Override
  public Stream<Example> examples(Consumer<BadLine> onBadLine) {
    return file.examples(this::example, onBadLine);
  }

  @Override
  public double shareRead() {
    return file.shareRead();
  }

  private List<Example> example(Row row) throws BadField {
    TreeMap<String, String> attributes = new TreeMap<>();
    attributes.put(Attributes.DATASET, row.field("dataset").text());
    attributes.put(Attributes.LANGUAGE, row.field("language").text());
    long length = row.field("length").count();
    attributes.put(Attributes.LENGTH, Long.toString(length));
    if (buckets) {
      attributes.put(Attributes.BUCKET, LongBenchBucket.of(length).label());
    }
    row.field("all_classes");
    row.copyLines("all_classes", Attributes.ALL_CLASSES, attributes);
    return List.of(
        new Example(
            row.field("_id").text(),
            TextContext.of(row.field("context").text()),
            row.field("input").string(),
            row.field("answers").references(),
            attributes));
  }
}
