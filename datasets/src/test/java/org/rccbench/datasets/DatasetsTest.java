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

/** Schemas are found by name, and plain text files become one example each. */
class DatasetsTest {
  @TempDir Path folder;

  @Test
  void schemasAreFoundByNameAndUnknownNamesListTheKnown() {
    assertThat(Datasets.named("pwc")).isSameAs(Datasets.PWC);
    assertThat(Datasets.named("plain-text")).isSameAs(Datasets.PLAIN_TEXT);
    assertThatThrownBy(() -> Datasets.named("PWC"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no data set schema \"PWC\"; known ones: plain-text, pwc");
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
}
