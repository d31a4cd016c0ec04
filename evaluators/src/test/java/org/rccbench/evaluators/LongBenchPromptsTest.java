package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.results.SampleLine;

/** The user's copy of LongBench's prompts asks models that read text, and is told apart. */
class LongBenchPromptsTest {
  private static final String TEMPLATES =
      """
      {"qasper": "Read this.\\n\\nArticle: {context}\\n\\nNow: {input}\\nAnswer:",
       "lcc": "{context}Next line:\\n"}
      """;
  @TempDir Path folder;

  @Test
  void aTemplateStandsAroundTheContext() throws IOException {
    LongBenchPrompts prompts = LongBenchPrompts.read(file(TEMPLATES));

    LongBenchPrompts.Template qasper = prompts.of("qasper").orElseThrow();
    assertThat(qasper.before()).isEqualTo("Read this.\n\nArticle: ");
    assertThat(qasper.prompt("why {context}?")).isEqualTo("\n\nNow: why {context}?\nAnswer:");
    assertThat(prompts.of("lcc").orElseThrow().prompt("unused")).isEqualTo("Next line:\n");
    assertThat(prompts.of("trec")).isEmpty();
  }

  /** The heads of published templates; of a text of one's own the published one is told. */
  @Test
  void anotherVersionIsTold() throws IOException {
    LongBenchPrompts prompts = LongBenchPrompts.read(file(TEMPLATES));

    // printf 'Read this.\n\nArticle: {context}\n\nNow: {input}\nAnswer:' | sha256sum
    assertThat(prompts.of("qasper").orElseThrow().remark())
        .isEqualTo("aa938fed872dff16 (published: 0fbdd123fe7f83d6)");
    assertThat(prompts.of("lcc").orElseThrow().remark()).hasSize(16);
    assertThat(prompts.card().source()).endsWith("not the version known here");
  }

  /** As {@code printf 'hello\n' | git hash-object --stdin} prints it. */
  @Test
  void aFileIsNamedAsGitNamesIt() {
    assertThat(LongBenchPrompts.gitBlob("hello\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": \"no context\"}",
        "{\"a\": \"{context} {context}\"}",
        "{\"a\": \"{input} {context}\"}",
        "{\"a\": \"{context} {answer}\"}",
        "{\"a\": 5}",
      })
  void whatIsNoTemplateIsRefusedByName(String json) throws IOException {
    Path file = file(json);
    assertThatThrownBy(() -> LongBenchPrompts.read(file))
        .hasMessageContaining(
            "dataset2prompt.json, set \"a\": a template must have {context} once");
  }

  @Test
  void whatIsNoSuchFileIsRefused() throws IOException {
    Path file = file("{} {}");
    assertThatThrownBy(() -> LongBenchPrompts.read(file)).hasMessageContaining("is no JSON");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> LongBenchPrompts.read(file)).hasMessageContaining("has no templates");
    assertThatThrownBy(() -> LongBenchPrompts.read(folder.resolve("nothing")))
        .hasMessageContaining("name a copy of LongBench's config/dataset2prompt.json");
  }

  @Test
  void textIsAskedWithItAndSlotsAreNot() throws IOException {
    file(TEMPLATES);
    Files.writeString(folder.resolve("d.jsonl"), row("qasper", "1") + row("trec", "2"));
    Path file = folder.resolve("suite.yaml");
    Files.writeString(
        file,
        """
        name: t
        models:
          text: {kind: oracle, source: bytes}
          slots: {kind: oracle, source: bytes, rate: 4, window: 64}
        tasks:
          - task: question_answering
            data: {reader: longbench, path: d.jsonl}
            prompts: dataset2prompt.json
            modes: [human]
        """);
    new Runner(Suite.load(file), folder.resolve("run"), Progress.NONE).run();

    Map<String, SampleLine> lines = new HashMap<>();
    for (SampleLine line : Journal.read(folder.resolve("run"))) {
      lines.put(line.model() + " " + line.cell().get("dataset"), line);
    }
    SampleLine asked = lines.get("text qasper");
    assertThat(asked.prompt()).isEqualTo("\n\nNow: Who was it?\nAnswer:");
    assertThat(asked.details().get("prompt-template")).asString().startsWith("aa938fed872dff16");
    assertThat(asked.ledger().get("given"))
        .as("bytes before the context and in it")
        .isEqualTo("Read this.\n\nArticle: It was Ann.".length());
    assertThat(asked.outcome()).isEqualTo(Outcome.SCORED);
    SampleLine slots = lines.get("slots qasper");
    assertThat(slots.prompt()).endsWith("user\nWho was it?");
    assertThat(slots.details()).doesNotContainKey("prompt-template");
    assertThat(slots.sample()).isEqualTo(asked.sample());
    assertThat(lines.get("text trec").why())
        .isEqualTo("dataset2prompt.json has no template for the set \"trec\"");
    assertThat(lines.get("slots trec").outcome()).isEqualTo(Outcome.SCORED);
    assertThat(RunRecord.read(folder.resolve("run")).orElseThrow().datasets())
        .containsOnlyKeys("d.jsonl", "dataset2prompt.json");

    file(TEMPLATES.replace("Now", "Then"));
    Runner again = new Runner(Suite.load(file), folder.resolve("run"), Progress.NONE);
    assertThatThrownBy(again::run)
        .hasMessageContaining("data set \"dataset2prompt.json\" has sha256");
  }

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("dataset2prompt.json"), json);
  }

  private static String row(String set, String id) {
    return "{\"input\": \"Who was it?\", \"context\": \"It was Ann.\", \"answers\": [\"Ann\"],"
        + " \"length\": 9, \"dataset\": \""
        + set
        + "\", \"language\": \"en\", \"all_classes\": null, \"_id\": \""
        + id
        + "\"}\n";
  }
}
