package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RULER's inputs are parted into context and question without losing a character. */
class RulerReaderTest {
  private static final String GOOD =
      "{\"index\": 3, \"input\": \"Notes.\\nQuestion: Do not provide any explanation. What?\","
          + " \"outputs\": [\"a\", \"b\"], \"length\": 40, \"length_w_model_temp\": 40,"
          + " \"answer_prefix\": \" Answer:\", \"token_position_answer\": 1}";

  @TempDir Path folder;

  @Test
  void aLineBecomesAnExample() throws IOException {
    Path file = Files.writeString(folder.resolve("validation.jsonl"), GOOD + "\n" + GOOD + "\n");
    List<Plain> examples = Plain.of(Datasets.RULER.open(file));

    assertThat(examples)
        .extracting(Plain::id)
        .containsExactly("validation.jsonl:1", "validation.jsonl:2");
    assertThat(examples.get(0).answers()).containsExactly("a", "b");
    assertThat(examples.get(0).attributes())
        .containsExactly(entry("answer_prefix", " Answer:"), entry("length", "40"));
  }

  /** The templates of RULER's five kinds of task, with contexts and queries of ours. */
  static Stream<Arguments> inputs() {
    String documents =
        "Answer the question based on the given documents. Only give me the answer and do not"
            + " output any other words.\n\n";
    return Stream.of(
        Arguments.of(
            "Some special magic numbers are hidden within the following text. One is 7.\n",
            "What are all the special magic numbers for mill mentioned in the provided text?"),
        Arguments.of(
            "A special magic number is hidden within the following text. It is 7.\n",
            "What is the special magic number for mill mentioned in the provided text?"),
        Arguments.of(
            "Memorize and track. VAR A = 1\n",
            "Question: Find all variables that are assigned the value 1 in the text above."),
        Arguments.of(
            "Below is a list. 1. rye 2. oats\n",
            "Question: What are the 10 most common words in the above list?"),
        Arguments.of(
            "Read the following coded text. abc .... def\n",
            "Question: Do not provide any explanation. Please ignore the dots '....'."),
        Arguments.of(
            documents
                + "The following are given documents.\n\nDocument 1:\nQuestion: is a word\n\n",
            documents + "Question: What grinds?"),
        Arguments.of("A task of one's own. Say what it is about.", ""));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void theQuestionStartsWhereItsTemplateSays(String context, String question) throws IOException {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("index", 0);
    row.put("input", context + question);
    row.put("outputs", List.of("7"));
    Path file =
        Files.writeString(folder.resolve("v.jsonl"), new ObjectMapper().writeValueAsString(row));

    Plain example = Plain.of(Datasets.RULER.open(file)).get(0);

    assertThat(example.context()).isEqualTo(context);
    assertThat(example.question()).isEqualTo(question);
    assertThat(example.attributes()).isEmpty();
  }

  static Stream<Arguments> badLines() {
    return Stream.of(
        Arguments.of(GOOD.replace("\"index\": 3, ", ""), ", field \"index\": is missing"),
        Arguments.of(
            GOOD.replace("\"index\": 3", "\"index\": \"3\""),
            ", field \"index\": must be a whole number, was the string \"3\""),
        Arguments.of(
            GOOD.replace("[\"a\", \"b\"]", "\"a\""),
            ", field \"outputs\": must be an array, was the string \"a\""),
        Arguments.of(GOOD.replace("[\"a\", \"b\"]", "[]"), ", field \"outputs\": is empty"),
        Arguments.of(
            GOOD.replace("\"b\"", "8"),
            ", field \"outputs[1]\": must be a string, was the number 8"),
        Arguments.of(GOOD.replace(": 40,", ": -1,"), ", field \"length\": must be >= 0, was -1"),
        Arguments.of(
            GOOD.replace("Notes.", " "), ", field \"input\": has no context before its question"));
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void aBadLineNamesFieldAndValue(String line, String why) throws IOException {
    BadRows.assertBad(Datasets.RULER, folder, GOOD, line, why);
  }
}
