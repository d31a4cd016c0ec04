package org.rccbench.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads the rows that kvpress evaluates on, in Parquet or JSON: {@code context}, {@code question}
 * (empty where the context asks), {@code answer_prefix}, {@code answer} and {@code max_new_tokens}
 * (github.com/NVIDIA/kvpress, evaluation/README.md), and {@code task}, which most sets have. An
 * answer is a string or a list of strings; the LongBench copies call it {@code answers} and bring
 * {@code length} and {@code all_classes} along. An empty answer means that the set keeps its
 * answers to itself, as ZeroSCROLLS does.
 */
final class KvpressReader implements DatasetReader {
  private final RowFile file;
  private final DatasetCard card;

  KvpressReader(Path file) {
    this.file =
        RowFile.of(
            file,
            List.of(
                "context",
                "question",
                "answer_prefix",
                "answer",
                "answers",
                "max_new_tokens",
                "task",
                "length",
                "all_classes"));
    this.card =
        this.file.card(
            "kvpress",
            "rows as github.com/NVIDIA/kvpress makes them from other data sets",
            "that of the data set that the rows were made from");
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
    attributes.put(Attributes.MAX_NEW_TOKENS, Long.toString(row.field("max_new_tokens").count()));
    String prefix = row.field("answer_prefix").string();
    if (!prefix.isEmpty()) {
      attributes.put(Attributes.ANSWER_PREFIX, prefix);
    }
    row.copyText("task", Attributes.DATASET, attributes);
    row.copyCount("length", Attributes.LENGTH, attributes);
    row.copyLines("all_classes", Attributes.ALL_CLASSES, attributes);
    return List.of(
        new Example(
            file.idOf(row),
            TextContext.of(row.field("context").text()),
            row.field("question").string(),
            answers(row),
            attributes));
  }

  private static List<String> answers(Row row) throws BadField {
    Value answer = answer(row);
    if (!answer.isString()) {
      return answer.references();
    }
    return answer.string().isEmpty() ? List.of() : List.of(answer.text());
  }

  private static Value answer(Row row) throws BadField {
    Optional<Value> several = row.fields().present("answers");
    return several.isPresent() ? several.get() : row.field("answer");
  }
}
