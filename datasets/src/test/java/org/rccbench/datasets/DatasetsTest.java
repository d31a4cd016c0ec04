package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Schemas are found by name, and plain text files become one example each. */
class DatasetsTest {
  @TempDir Path folder;

  @Test
  void schemasAreFoundByNameAndUnknownNamesListTheKnown() {
    assertThat(Datasets.named("pwc")).isSameAs(Datasets.PWC);
    assertThat(Datasets.named("plain-text")).isSameAs(Datasets.PLAIN_TEXT);
    assertThatThrownBy(() -> Datasets.named("PWC"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no data set schema \"PWC\"; known ones: plain-text, pwc, longbench,"
                + " longbench-e, kvpress, hotpotqa, qasper, ruler, babilong");
  }

  @Test
  void aFolderGivesItsTextsInTheOrderOfTheirNames() throws IOException {
    Files.writeString(folder.resolve("b.txt"), "second");
    Files.writeString(folder.resolve("a.md"), "first");
    Files.writeString(folder.resolve("c.csv"), "no text");
    Files.createDirectory(folder.resolve("d.txt"));

    Dataset texts = Datasets.PLAIN_TEXT.open(folder);

    try (Stream<Example> examples = texts.examples()) {
      List<Example> all = examples.toList();
      assertThat(all).extracting(Example::id).containsExactly("a.md", "b.txt");
      assertThat(all).extracting(Example::question).containsOnly("");
      assertThat(((TextContext) all.get(0).context()).text()).isEqualTo("first");
      assertThat(all.get(1).answers()).isEmpty();
    }
    String first = TextContext.of("first").sha256();
    String second = TextContext.of("second").sha256();
    assertThat(texts.card().sha256())
        .isEqualTo(TextContext.of(first + "  a.md\n" + second + "  b.txt\n").sha256());
    assertThat(texts.card().schema()).isEqualTo("plain-text");
  }

  @Test
  void oneFileIsOneExampleOfAnyName() throws IOException {
    Path file = Files.writeString(folder.resolve("book"), "text");
    Dataset text = Datasets.PLAIN_TEXT.open(file);
    assertThat(text.card().sha256()).isEqualTo(TextContext.of("text").sha256());
    assertThat(text.examples().map(Example::id)).containsExactly("book");
    assertThat(text.examples().count()).as("a second pass").isEqualTo(1);
  }

  @Test
  void whatHoldsNoTextIsAnError() {
    assertThatThrownBy(() -> Datasets.PLAIN_TEXT.open(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no *.txt or *.md file");
    assertThatThrownBy(() -> Datasets.PWC.open(folder.resolve("none.jsonl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.jsonl is not a file");
  }

  /** A first row of each schema, as its own files begin. */
  static Stream<Arguments> files() {
    String longBench =
        "{\"input\":\"\",\"context\":\"c\",\"answers\":[\"a\"],\"length\":1,\"dataset\":\"d\","
            + "\"language\":\"en\",\"all_classes\":null,\"_id\":\"1\"}";
    return Stream.of(
        Arguments.of("d.jsonl", longBench, Datasets.LONGBENCH),
        Arguments.of("d_e.jsonl", longBench, Datasets.LONGBENCH_E),
        Arguments.of("d_e.jsonl.gz", longBench, Datasets.LONGBENCH_E),
        Arguments.of("x", "{\"input\":1,\"prompt\":2,\"answer\":3}", Datasets.PWC),
        Arguments.of("x", "[{\"_id\":1,\"context\":[[1,[2]]],\"question\":3}]", Datasets.HOTPOTQA),
        Arguments.of(
            "x", "{\"1909.1\":{\"title\":{},\"full_text\":[],\"qas\":[]}}", Datasets.QASPER),
        Arguments.of("x", "{\"index\":1,\"input\":2,\"outputs\":[3]}", Datasets.RULER),
        Arguments.of("x", "[ {\"target\":1,\"input\":2,\"question\":3}]", Datasets.BABILONG),
        Arguments.of(
            "x",
            "{\"_id\":0,\"context\":1,\"question\":2,\"answer_prefix\":3,\"max_new_tokens\":4}",
            Datasets.KVPRESS),
        Arguments.of("x.txt", "any text", Datasets.PLAIN_TEXT));
  }

  @ParameterizedTest
  @MethodSource("files")
  void theSchemaOfAFileIsRecognised(String name, String text, Datasets schema) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text + "\n");
    assertThat(Datasets.recognise(file)).contains(schema);
  }

  @Test
  void parquetAndFoldersAreRecognisedAndStrangersAreNot() throws IOException {
    assertThat(Datasets.recognise(KvpressReaderTest.resource("gzip.parquet")))
        .contains(Datasets.KVPRESS);
    assertThat(Datasets.recognise(folder)).contains(Datasets.PLAIN_TEXT);
    for (String text :
        List.of("", "[]", "[1]", "7", "{}", "{\"a\":1}", "{\"a\":{\"b\":[]}}", "{", "x")) {
      Path file = Files.writeString(folder.resolve("stranger"), text);
      assertThat(Datasets.recognise(file)).as(text).isEmpty();
    }
    assertThatThrownBy(() -> Datasets.recognise(folder.resolve("none")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none is not a file");
  }
}
