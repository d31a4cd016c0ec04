package org.rccbench.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads Qasper's own files: one JSON object of papers by id, with {@code full_text} (sections with
 * {@code section_name}, which may be null, and {@code paragraphs}) and {@code qas} ({@code
 * question}, {@code question_id} and {@code answers}: annotations with an {@code answer} of {@code
 * unanswerable}, {@code extractive_spans}, {@code yes_no} and {@code free_form_answer}).
 *
 * <p>Context and answers are those of the official code (github.com/allenai/qasper-led-baseline):
 * the context is section names and paragraphs (qasper_baselines/dataset_reader.py, full_text; line
 * feeds inside a paragraph become spaces), here one a line, without title and abstract. Each
 * annotation is one reference (scripts/evaluator.py): {@code Unanswerable}, the spans joined by a
 * comma and a space, the free form, {@code Yes} or {@code No}, by the first of these that there is.
 *
 * <p>A row is a paper: one fault costs all its questions. A paper without text, which the official
 * reader leaves out in silence, is a bad row.
 */
final class QasperReader implements DatasetReader {
  private final RowFile file;
  private final DatasetCard card;

  /** A reference with the official evaluator's name of its kind. */
  private record Answer(String text, String type) {}

  QasperReader(Path file) {
    this.file = RowFile.ofEntries(file, List.of("full_text", "qas"));
    this.card =
        this.file.card(
            "qasper",
            "Qasper, arXiv 2105.03011, allenai.org/data/qasper",
            "CC BY 4.0 (card of huggingface.co/datasets/allenai/qasper)");
  }

  @Override
  public DatasetCard card() {
    return card;
  }

  @Override
  public Stream<Example> examples(Consumer<BadLine> onBadLine) {
    return file.examples(QasperReader::examples, onBadLine);
  }

  @Override
  public double shareRead() {
    return file.shareRead();
  }

  private static List<Example> examples(Row paper) throws BadField {
    TextContext context = TextContext.of(context(paper.field("full_text")));
    List<Example> examples = new ArrayList<>();
    for (Value question : paper.field("qas").elements()) {
      List<Answer> answers = answers(question.field("answers"));
      examples.add(
          new Example(
              question.field("question_id").text(),
              context,
              question.field("question").text(),
              answers.stream().map(Answer::text).toList(),
              attributes(paper.key(), answers)));
    }
    return examples;
  }

  private static String context(Value sections) throws BadField {
    List<String> lines = new ArrayList<>();
    for (Value section : sections.elements()) {
      Value name = section.field("section_name");
      if (!name.isNull()) {
        lines.add(name.string());
      }
      for (String paragraph : section.field("paragraphs").strings()) {
        String line = paragraph.replace('\n', ' ').strip();
        if (!line.isEmpty()) {
          lines.add(line);
        }
      }
    }
    String context = String.join("\n", lines);
    if (context.isBlank()) {
      throw new BadField(sections.path(), "holds no text; the official reader skips such papers");
    }
    return context;
  }

  private static List<Answer> answers(Value annotations) throws BadField {
    List<Answer> answers = new ArrayList<>();
    for (Value annotation : annotations.elements()) {
      answers.add(answer(annotation.field("answer")));
    }
    if (answers.isEmpty()) {
      throw new BadField(annotations.path(), "is empty");
    }
    return answers;
  }

  private static Answer answer(Value answer) throws BadField {
    if (answer.field("unanswerable").bool()) {
      return new Answer("Unanswerable", "none");
    }
    List<String> spans = answer.field("extractive_spans").strings();
    if (!spans.isEmpty()) {
      return new Answer(String.join(", ", spans), "extractive");
    }
    String free = answer.field("free_form_answer").string();
    if (!free.isEmpty()) {
      return new Answer(free, "abstractive");
    }
    Value yes = answer.field("yes_no");
    if (yes.isNull()) {
      throw new BadField(
          answer.path(), "answers nothing: no span, no free form, no yes or no, not unanswerable");
    }
    return new Answer(yes.bool() ? "Yes" : "No", "boolean");
  }

  private static SortedMap<String, String> attributes(String paper, List<Answer> answers) {
    List<String> types = answers.stream().map(Answer::type).toList();
    Set<String> distinct = new LinkedHashSet<>(types);
    TreeMap<String, String> attributes = new TreeMap<>();
    attributes.put(Attributes.DATASET, "qasper");
    attributes.put(Attributes.DOCUMENT, paper);
    attributes.put(Attributes.TYPE, distinct.size() == 1 ? types.get(0) : "mixed");
    attributes.put(Attributes.ANSWER_TYPES, String.join(",", types));
    return attributes;
  }
}
