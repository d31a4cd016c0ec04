package org.rccbench.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads HotpotQA's own files: one JSON array with the fields of the README's section "JSON Format"
 * (github.com/hotpotqa/hotpot): {@code _id}, {@code question}, {@code answer}, {@code
 * supporting_facts} ({@code [title, sent_id]} pairs), {@code context} ({@code [title, sentences]}
 * pairs), {@code type} and {@code level}. The test set has no answer, facts, type and level; its
 * examples have no answers.
 *
 * <p>A paragraph is its title, a line feed and its sentences as they are (they bring their own
 * spaces), which is the document of RULER's scripts/data/synthetic/qa.py; paragraphs are parted by
 * an empty line. A question whose context has no paragraph, as the full-wiki files have some
 * (prepro.py puts made-up text there), is a bad row.
 */
final class HotpotQaReader implements DatasetReader {
  private final RowFile file;
  private final DatasetCard card;

  HotpotQaReader(Path file) {
    this.file =
        RowFile.of(
            file,
            List.of("_id", "question", "answer", "supporting_facts", "context", "type", "level"));
    this.card =
        this.file.card(
            "hotpotqa",
            "HotpotQA, arXiv 1809.09600, hotpotqa.github.io",
            "CC BY-SA 4.0 (README of github.com/hotpotqa/hotpot)");
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
    attributes.put(Attributes.DATASET, "hotpotqa");
    row.copyText("type", Attributes.TYPE, attributes);
    row.copyText("level", Attributes.LEVEL, attributes);
    Optional<Value> facts = row.fields().optional("supporting_facts");
    if (facts.isPresent()) {
      attributes.put(Attributes.SUPPORTING_FACTS, Integer.toString(countFacts(facts.get())));
    }
    Optional<Value> answer = row.fields().optional("answer");
    return List.of(
        new Example(
            row.field("_id").text(),
            TextContext.of(context(row.field("context"))),
            row.field("question").text(),
            answer.isPresent() ? List.of(answer.get().text()) : List.of(),
            attributes));
  }

  private static int countFacts(Value facts) throws BadField {
    List<Value> elements = facts.elements();
    for (Value fact : elements) {
      List<Value> pair = pair(fact, "[title, sentence number]");
      pair.get(0).text();
      pair.get(1).count();
    }
    return elements.size();
  }

  private static String context(Value context) throws BadField {
    List<String> paragraphs = new ArrayList<>();
    for (Value paragraph : context.elements()) {
      List<Value> pair = pair(paragraph, "[title, sentences]");
      paragraphs.add(pair.get(0).text() + "\n" + String.join("", pair.get(1).strings()));
    }
    if (paragraphs.isEmpty()) {
      throw new BadField(context.path(), "has no paragraph");
    }
    return String.join("\n\n", paragraphs);
  }

  private static List<Value> pair(Value value, String form) throws BadField {
    List<Value> elements = value.elements();
    if (elements.size() != 2) {
      throw new BadField(
          value.path(), "must be " + form + ", has " + elements.size() + " elements");
    }
    return elements;
  }
}
