package org.rccbench.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads RULER's JSON Lines, as its generators write them (github.com/NVIDIA/RULER,
 * scripts/data/synthetic): {@code index}, {@code input}, {@code outputs}, {@code length} (tokens of
 * the generator's tokenizer, the answer's room included) and {@code answer_prefix}; the last two
 * may be missing, as in scripts/pred/call_api.py.
 *
 * <p>{@code input} is context and question in one. The question starts where the last of the
 * phrases stands that the templates of scripts/data/synthetic/constants.py begin their questions
 * with (as in kvpress, evaluation/benchmarks/ruler/create_huggingface_dataset.py); context and
 * question together are {@code input}, character for character. An input without such a phrase is
 * all context. {@code index} is no id: needle tasks write the answer's place there (niah.py).
 */
final class RulerReader implements DatasetReader {
  private static final List<String> QUESTIONS =
      List.of(
          "What is the special magic ",
          "What are all the special magic ",
          "Question: Find all variables that are assigned the value ",
          "Question: What are the 10 most common words in the above list?",
          "Question: Do not provide any explanation.",
          "Answer the question based on the given documents.");

  private final RowFile file;
  private final DatasetCard card;

  RulerReader(Path file) {
    this.file = RowFile.of(file, List.of("index", "input", "outputs", "length", "answer_prefix"));
    this.card =
        this.file.card(
            "ruler",
            "RULER, arXiv 2404.06654, github.com/NVIDIA/RULER",
            "Apache-2.0 (the generators); texts and questions put in keep their own terms");
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
    row.field("index").whole();
    TreeMap<String, String> attributes = new TreeMap<>();
    row.copyCount("length", Attributes.LENGTH, attributes);
    row.copyText("answer_prefix", Attributes.ANSWER_PREFIX, attributes);
    String input = row.field("input").text();
    int question = startOfQuestion(input);
    if (input.substring(0, question).isBlank()) {
      throw new BadField("input", "has no context before its question");
    }
    return List.of(
        new Example(
            file.idOf(row),
            TextContext.of(input.substring(0, question)),
            input.substring(question),
            row.field("outputs").references(),
            attributes));
  }

  private static int startOfQuestion(String input) {
    int last = QUESTIONS.stream().mapToInt(input::lastIndexOf).max().orElse(-1);
    return last < 0 ? input.length() : last;
  }
}
