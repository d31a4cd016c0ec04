package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The official Qasper object becomes one example a question, with a reference an annotation. */
class QasperReaderTest {
  private static final String NOTHING =
      "{\"unanswerable\": false, \"extractive_spans\": [], \"yes_no\": null,"
          + " \"free_form_answer\": \"\", \"evidence\": [], \"highlighted_evidence\": []}";
  private static final String SPANS =
      NOTHING.replace("spans\": []", "spans\": [\"rye\", \"oats\"]");
  private static final String FREE = NOTHING.replace("answer\": \"\"", "answer\": \"Two mills.\"");
  private static final String YES = NOTHING.replace("null", "true");
  private static final String NO = NOTHING.replace("null", "false");
  private static final String NONE = NOTHING.replace("able\": false", "able\": true");

  @TempDir Path folder;

  private static String paper(String... answers) {
    StringBuilder qas = new StringBuilder();
    for (int i = 0; i < answers.length; i++) {
      qas.append(i == 0 ? "" : ", ")
          .append("{\"question\": \"Q" + i + "?\", \"question_id\": \"q" + i + "\",")
          .append(" \"nlp_background\": \"two\", \"answers\": [" + answers[i] + "]}");
    }
    return "{\"title\": \"T\", \"abstract\": \"Not in the context.\", \"full_text\": ["
        + "{\"section_name\": \"Mills\", \"paragraphs\": [\"A mill\\ngrinds. \", \"\"]},"
        + "{\"section_name\": null, \"paragraphs\": [\"It is old.\"]}], \"qas\": ["
        + qas
        + "], \"figures_and_tables\": []}";
  }

  private static String annotation(String answer) {
    return "{\"answer\": " + answer + ", \"annotation_id\": \"x\", \"worker_id\": \"w\"}";
  }

  @Test
  void aQuestionBecomesAnExample() throws IOException {
    String answers = annotation(SPANS) + ", " + annotation(NONE);
    List<Plain> examples = Plain.of(open("{\"1909.1\": " + paper(answers, annotation(FREE)) + "}"));

    assertThat(examples).extracting(Plain::id).containsExactly("q0", "q1");
    assertThat(examples.get(0).question()).isEqualTo("Q0?");
    assertThat(examples.get(0).answers()).containsExactly("rye, oats", "Unanswerable");
    assertThat(examples.get(0).attributes())
        .containsExactly(
            entry("answer_types", "extractive,none"),
            entry("dataset", "qasper"),
            entry("document", "1909.1"),
            entry("type", "mixed"));
    assertThat(examples.get(1).attributes())
        .containsEntry("type", "abstractive")
        .containsEntry("answer_types", "abstractive");
    assertThat(examples)
        .extracting(Plain::context)
        .containsOnly("Mills\nA mill grinds.\nIt is old.");
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(NONE, "Unanswerable", "none"),
        Arguments.of(SPANS, "rye, oats", "extractive"),
        Arguments.of(FREE, "Two mills.", "abstractive"),
        Arguments.of(YES, "Yes", "boolean"),
        Arguments.of(NO, "No", "boolean"),
        // Where an annotation has several: the order of the official evaluator.
        Arguments.of(SPANS.replace("null", "true"), "rye, oats", "extractive"),
        Arguments.of(FREE.replace("null", "true"), "Two mills.", "abstractive"),
        Arguments.of(SPANS.replace("able\": false", "able\": true"), "Unanswerable", "none"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void theReferenceIsTheOfficialEvaluators(String answer, String text, String type)
      throws IOException {
    List<Plain> examples = Plain.of(open("{\"p\": " + paper(annotation(answer)) + "}"));
    assertThat(examples.get(0).answers()).containsExactly(text);
    assertThat(examples.get(0).attributes()).containsEntry("type", type);
  }

  static Stream<Arguments> badPapers() {
    String good = paper(annotation(YES));
    return Stream.of(
        Arguments.of(
            paper(annotation(NOTHING)),
            ", field \"qas[0].answers[0].answer\": answers nothing: no span, no free form, no yes"
                + " or no, not unanswerable"),
        Arguments.of(
            good.replace("true", "\"yes\""),
            ", field \"qas[0].answers[0].answer.yes_no\": must be true or false, was the string"
                + " \"yes\""),
        Arguments.of(
            good.replace("\"unanswerable\"", "\"no_answer\""),
            ", field \"qas[0].answers[0].answer.unanswerable\": is missing"),
        Arguments.of(paper(""), ", field \"qas[0].answers\": is empty"),
        Arguments.of(
            good.replace("\"q0\"", "17"),
            ", field \"qas[0].question_id\": must be a string, was the number 17"),
        Arguments.of(
            good.replace("\"It is old.\"", "null"),
            ", field \"full_text[1].paragraphs[0]\": must be a string, was null"),
        Arguments.of(
            "{\"full_text\": [], \"qas\": []}",
            ", field \"full_text\": holds no text; the official reader skips such papers"),
        Arguments.of("{\"qas\": []}", ", field \"full_text\": is missing"),
        Arguments.of("[1]", ", field \"bad\": not a JSON object"));
  }

  @ParameterizedTest
  @MethodSource("badPapers")
  void aBadPaperNamesThePlaceAndCostsOnlyItself(String bad, String why) throws IOException {
    String good = paper(annotation(YES));
    Path file = write("{\"a\": " + good + ", \"bad\": " + bad + ", \"c\": " + good + "}");

    assertThatThrownBy(() -> Datasets.QASPER.open(file).examples().toList())
        .isInstanceOf(BadLineException.class)
        .hasMessage("q.json, row 2" + why + "; correct the row or ask to skip bad lines");
    Dataset skipping = Datasets.QASPER.open(file, true);
    assertThat(skipping.examples().map(one -> one.attributes().get("document")))
        .containsExactly("a", "c");
    assertThat(skipping.skipped())
        .extracting(BadLine::message)
        .containsExactly("q.json, row 2" + why);
  }

  @Test
  void aPaperMayNotOccurTwice() throws IOException {
    String good = paper(annotation(YES));
    Dataset skipping =
        Datasets.QASPER.open(write("{\"a\": " + good + ", \"a\": " + good + "}"), true);
    assertThat(skipping.examples().count()).isEqualTo(1);
    assertThat(skipping.skipped())
        .extracting(BadLine::message)
        .containsExactly("q.json, row 2, field \"a\": occurs twice");
  }

  @Test
  void anArrayIsNoQasperFile() throws IOException {
    assertThatThrownBy(() -> Plain.of(open("[]")))
        .isInstanceOf(BadLineException.class)
        .hasMessage(
            "q.json, row 1: the file is no JSON object; nothing after it can be read, skipping"
                + " does not help; correct the file");
  }

  private Dataset open(String text) throws IOException {
    return Datasets.QASPER.open(write(text));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("q.json"), text);
  }
}
