package org.rccbench.evaluators.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every format is read as its writer meant it; a bad line is named with its field. */
class PredictionReaderTest {
  private static final String GOOD = "{'prediction': 'a', 'references': ['b']}\n";

  @Test
  void ownLinesHaveReferencesAsTextOrArrayAndMayNameAContext() {
    List<Prediction> read =
        read(
            """
            {"id": 7, "prediction": "a\\u00e9\\ud83d\\ude00", "references": ["b", "c"], "context": "k1",
             "question": "q?", "labels": ["x", "y"], "extra": {"deep": [1, {"x": null}]}}
            {"references": "only one", "prediction": "", "context": 12}

            {"prediction": "p", "references": [], "context": null}"""
                .replace(",\n ", ", "));
    assertThat(read).extracting(Prediction::line).containsExactly(1L, 2L, 4L);
    assertThat(read)
        .extracting(Prediction::context)
        .containsExactly(Optional.of("k1"), Optional.of("12"), Optional.empty());
    assertThat(read.get(0).input().output().text()).isEqualTo("a\u00e9\ud83d\ude00");
    assertThat(read.get(0).input().referenceTexts()).containsExactly("b", "c");
    assertThat(read.get(0).input().question()).isEqualTo("q?");
    assertThat(read.get(0).input().labels()).containsExactly("x", "y");
    assertThat(read.get(1).input().referenceTexts()).containsExactly("only one");
    assertThat(read.get(2).input().referenceTexts()).isEmpty();
  }

  @Test
  void longBenchLinesAreRecognised() {
    List<Prediction> read =
        read(
            """
            {"pred": "Location", "answers": ["City"], "all_classes": ["City", "Location"], "length": 5}
            {"pred": "x", "answers": ["y", "z"], "all_classes": null, "length": 70}
            """);
    assertThat(read.get(0).input().labels()).containsExactly("City", "Location");
    assertThat(read.get(1).input().labels()).isEmpty();
    assertThat(read.get(1).input().referenceTexts()).containsExactly("y", "z");
    assertThat(read).extracting(Prediction::context).containsOnly(Optional.empty());
  }

  @Test
  void harnessLinesAreRecognised() {
    List<Prediction> read =
        read(
            """
            {"doc_id": 0, "doc": {"q": "?"}, "target": "Paris", "arguments": {}, "resps": [[" Paris"]], "filtered_resps": ["Paris"], "filter": "none", "doc_hash": "aa"}
            {"doc_id": 1, "target": "['Paris', \\"it's\\", 'a\\\\\\\\b\\\\n', '\\\\xe9']", "filtered_resps": ["x"], "filter": "none"}
            {"doc_id": 2, "target": 42, "filtered_resps": ["[not a list"], "filter": "none"}
            {"doc_id": 3, "target": "[1, 2]", "filtered_resps": ["x"], "filter": "none"}
            {"doc_id": 4, "target": "['\\\\U00110000']", "filtered_resps": ["x"], "filter": "none"}
            """);
    assertThat(read)
        .extracting(p -> p.context().orElseThrow())
        .containsExactly("aa", "1", "2", "3", "4");
    assertThat(read.get(0).input().referenceTexts()).containsExactly("Paris");
    assertThat(read.get(1).input().referenceTexts())
        .containsExactly("Paris", "it's", "a\\b\n", "\u00e9");
    assertThat(read.get(2).input().referenceTexts()).containsExactly("42");
    assertThat(read.get(3).input().referenceTexts()).containsExactly("[1, 2]");
    // no code point, so nothing that Python printed
    assertThat(read.get(4).input().referenceTexts()).containsExactly("['\\U00110000']");
  }

  @Test
  void ofSeveralFiltersOneMustBeChosen() throws IOException {
    String two =
        """
        {"doc_id": 0, "target": "4", "filtered_resps": ["4"], "filter": "strict"}
        {"doc_id": 0, "target": "4", "filtered_resps": ["5"], "filter": "flexible"}
        """;
    assertThatThrownBy(() -> read(two))
        .hasMessage(
            "f.jsonl:2: field filter: is \"flexible\" after \"strict\"; give --filter with one of"
                + " them");
    try (PredictionReader reader =
        PredictionReader.of(bytes(two), "f.jsonl", Optional.of("flexible"))) {
      assertThat(reader.next().orElseThrow().input().output().text()).isEqualTo("5");
      assertThat(reader.next()).isEmpty();
      assertThat(reader.format()).contains(PredictionFormat.LM_EVALUATION_HARNESS);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{'references': ['b']}|: field prediction: is missing or null",
        "{'prediction': null, 'references': ['b']}|: field prediction: is missing or null",
        "{'prediction': 'a'}|: field references: is missing or null",
        "{'prediction': ['a'], 'references': ['b']}|: field prediction: must hold texts, holds arrays",
        "{'prediction': 'a', 'references': {'x': 1}}|: field references: must be text, was start_object",
        "{'prediction': 'a', 'references': ['b', true]}|: field references: must be text, was value_true",
        "{'prediction': 'a', 'prediction': 'c', 'references': 'b'}|: field prediction: occurs twice",
        "{'prediction': 'a', 'references': 'b'} {}|: more follows after the JSON object",
        "[1]|: is no JSON object",
        "{'prediction': 'a|: is no JSON at byte",
        "not json|: is no JSON at byte",
        "{'pred': 'a', 'answers': ['b']}|: field prediction: is missing or null"
      })
  void aBadLineIsNamedWithFileLineAndField(String line, String message) {
    String file = (GOOD + GOOD + line + "\n" + GOOD).replace('\'', '"');
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BadPredictionException.class)
        .hasMessageStartingWith("f.jsonl:3" + message);
  }

  @Test
  void anUnknownFirstLineListsWhatEachFormatNeeds() {
    assertThatThrownBy(() -> read("{\"answer\": 1}"))
        .hasMessageContaining("f.jsonl:1: field prediction: is missing")
        .hasMessageContaining("pred and answers (LongBench predictions)")
        .hasMessageContaining("filtered_resps and target");
  }

  @Test
  void logLikelihoodsAreNoText() {
    assertThatThrownBy(
            () -> read("{\"doc_id\": 0, \"target\": \"1\", \"filtered_resps\": [[-1.5, false]]}"))
        .hasMessageContaining("field filtered_resps")
        .hasMessageContaining("log-likelihoods");
  }

  @Test
  void bytesThatAreNoUtf8AreABadLine() {
    byte[] file =
        "{\"prediction\": \"a?\", \"references\": \"b\"}".getBytes(StandardCharsets.UTF_8);
    file[17] = (byte) 0xFF;
    assertThatThrownBy(() -> read(new ByteArrayInputStream(file)))
        .isInstanceOf(BadPredictionException.class)
        .hasMessageContaining("f.jsonl:1: is no JSON");
  }

  @Test
  void linesOfAnyLengthAreReadPlainAndGzipped() throws IOException {
    Random random = new Random(5);
    StringBuilder file = new StringBuilder();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String text = "x".repeat(random.nextInt(i % 50 == 0 ? 200_000 : 900)) + i;
      texts.add(text);
      file.append("{\"prediction\": \"").append(text).append("\", \"references\": \"r\"}");
      file.append(i % 7 == 0 ? "\r\n" : "\n");
    }
    byte[] plain = file.toString().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(plain);
    }
    assertThat(read(new ByteArrayInputStream(plain)))
        .extracting(p -> p.input().output().text())
        .isEqualTo(texts);
    assertThat(read(new ByteArrayInputStream(zipped.toByteArray())))
        .extracting(p -> p.input().output().text())
        .isEqualTo(texts);
  }

  @Test
  void zstandardSaysWhatToDo() {
    byte[] zstd = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0};
    assertThatThrownBy(() -> read(new ByteArrayInputStream(zstd)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("zstd -dc");
  }

  private static List<Prediction> read(String file) {
    try {
      return read(bytes(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Prediction> read(ByteArrayInputStream stream) throws IOException {
    List<Prediction> read = new ArrayList<>();
    try (PredictionReader reader = PredictionReader.of(stream, "f.jsonl", Optional.empty())) {
      for (Optional<Prediction> next = reader.next(); next.isPresent(); next = reader.next()) {
        read.add(next.get());
      }
    }
    return read;
  }
}
