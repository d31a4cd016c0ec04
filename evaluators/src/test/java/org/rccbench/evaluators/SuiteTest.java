package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.models.ModelSpec;

/** A suite that is not understood in every key is refused, with the place and what is allowed. */
class SuiteTest {
  private static final String PLAIN =
      """
      name: demo
      models:
        rcc-1.4b: {kind: rcc, source: "shape:tiny", rate: 32, segment_cache_mb: 2}
        full: {kind: full, source: "shape:tiny"}
      tasks:
        - task: passkey
          lengths: [512, 1024]
          depths: [0, 50.5]
          samples: 3
        - task: passkey
          models: [full]
      """;

  @Test
  void everythingThatIsNotSaidHasADefault() {
    Suite suite = Suite.parse(PLAIN, "demo.yaml");
    assertThat(suite.name()).isEqualTo("demo");
    assertThat(suite.models().keySet()).containsExactly("rcc-1.4b", "full");
    assertThat(suite.models().get("full")).isEqualTo(ModelSpec.of("full", "shape:tiny"));
    ModelSpec rcc = suite.models().get("rcc-1.4b");
    assertThat(rcc.rate()).isEqualTo(OptionalInt.of(32));
    assertThat(rcc.segmentCacheBytes()).isEqualTo(2 * 1024 * 1024);
    assertThat(suite.tasks().get(0).models()).containsExactly("rcc-1.4b", "full");
    assertThat(suite.tasks().get(0).task().size()).isEqualTo(2 * 2 * 3);
    assertThat(suite.tasks().get(1).models()).containsExactly("full");
    assertThat(suite.tasks().get(1).task().size()).isEqualTo(3 * 5 * 10);
    assertThat(suite.seeds()).isEqualTo(new Seeds(1L, 3L));
    assertThat(suite.text()).isEqualTo(PLAIN);
    assertThat(suite.sha256()).hasSize(64).isEqualTo(Hash.sha256(PLAIN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "samples: 3|sampels: 3|demo.yaml:9:5: tasks[0].sampels: unknown key \"sampels\"; known:"
            + " adaptive, context_limit, depths, fillers, generate, lengths, models, places, rate,"
            + " samples, task, timeout_seconds, truncation, window, world",
        "samples: 3|places: [edge]|unknown place \"edge\"; known: inside-window, window-boundary,",
        "samples: 3|fillers: [prosa]|unknown filler \"prosa\"; known: classic, prose,",
        "samples: 3|world: train|the world train is what models are trained on; take test or validation",
        "depths: [0, 50.5]|adaptive: {}|samples and adaptive exclude each other",
        "samples: 3|adaptive: {half_width: 0}|half_width must be > 0 and <= 0.5, was 0.0",
        "rate: 32|rat: 32|demo.yaml:3:47: models.rcc-1.4b.rat: unknown key \"rat\"; known: compat,",
        "name: demo|seeds: {sampling: 2}|demo.yaml:1:9: seeds.sampling: unknown key \"sampling\";"
            + " known: bootstrap, data",
        "name: demo|nam: demo|demo.yaml:1:1: nam: unknown key \"nam\"; known: curves, models, name, seeds,",
        "samples: 3|samples: many|demo.yaml:9:5: tasks[0].samples: must be a whole number, was"
            + " \"many\"",
        "samples: 3|samples: 2.5|demo.yaml:9:5: tasks[0].samples: must be a whole number, was 2.5",
        "samples: 3|samples: \"3\"|must be a whole number, was \"3\"",
        "samples: 3|samples: 0|demo.yaml:6:5: tasks[0]: samples must be >= 1, was 0",
        "[512, 1024]|[512, x]|demo.yaml:7:20: tasks[0].lengths[1]: must be a whole number, was"
            + " \"x\"",
        "[512, 1024]|[512, 512]|lengths must be a list of one or more different values",
        "[512, 1024]|512|demo.yaml:7:5: tasks[0].lengths: must be a list, was 512",
        "[0, 50.5]|[0, 101]|depths must lie in 0 to 100, was 101.0",
        "kind: full|kind: 5|demo.yaml:4:10: models.full.kind: must be text",
        "kind: full|kind: |demo.yaml:4:3: models.full: a model needs a kind",
        "models: [full]|models: [fool]|demo.yaml:11:5: tasks[1].models: unknown model \"fool\";"
            + " known: rcc-1.4b, full",
        "- task: passkey|- task: passky|demo.yaml:6:5: tasks[0].task: unknown task \"passky\";"
            + " known: needle, passkey, perplexity, question_answering, reconstruction,"
            + " variable_tracking, word_counting",
        "samples: 3|task: passkey|demo.yaml:9:5: the key \"task\" stands twice",
        "name: demo|name: !!str demo|demo.yaml:1:7: the tag !",
        "[512, 1024]|&a [512, 1024]|demo.yaml:7:14: anchors and aliases are not read",
        "models: [full]|models: *a|anchors and aliases are not read",
        "name: demo|name: [|demo.yaml:3:12: this is no YAML: while parsing a flow sequence",
        "full, source: \"shape:tiny\"|full, source: \"shape:tiny\", window: 512|demo.yaml:4:44:"
            + " models.full.window: kind \"full\" has no use for window, which is set to 512; leave"
            + " it out, or take a kind that has: broken, echo, every-third, icae,"
            + " last-layer, noisy, oracle, random, rcc, truncated",
        "full, source: \"shape:tiny\"|blind, source: x, level_rule: pairs|models.full.level_rule:"
            + " kind \"blind\" has no use for level_rule, which is set to pairs",
        "samples: 3|timeout_seconds: 0|demo.yaml:6:5: tasks[0]: timeout_seconds must be > 0",
        "samples: 3|timeout_seconds: 1.0e10|timeout_seconds must be > 0 and < 1e9, was 1.0E10",
        "rate: 32|rate: 0|demo.yaml:3:3: models.rcc-1.4b: rate must be >= 1, was 0",
      })
  void whatIsNotUnderstoodIsRefusedWithItsPlace(String part, String wrong, String message) {
    assertThat(PLAIN).contains(part);
    int at = PLAIN.indexOf(part);
    String yaml = PLAIN.substring(0, at) + wrong + PLAIN.substring(at + part.length());
    assertThatThrownBy(() -> Suite.parse(yaml, "demo.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aSecondDocumentAndAnEmptyFileAreRefused() {
    assertThatThrownBy(() -> Suite.parse(PLAIN + "---\nname: other\n", "demo.yaml"))
        .hasMessageContaining("second document");
    assertThatThrownBy(() -> Suite.parse("", "demo.yaml")).hasMessageContaining("demo.yaml");
    assertThatThrownBy(() -> Suite.parse("just text", "demo.yaml"))
        .hasMessageContaining("must be a map of keys");
  }

  @Test
  void overridesAreWrittenIntoTheText() {
    Suite plain = Suite.parse(PLAIN, "demo.yaml");
    Suite changed =
        plain.withOverrides(
            List.of(
                "models.rcc-1.4b.rate=64",
                "tasks.passkey.samples=1",
                "tasks.0.lengths=[2048]",
                "seeds.data=9"));
    assertThat(changed.models().get("rcc-1.4b").rate()).isEqualTo(OptionalInt.of(64));
    assertThat(changed.tasks().get(0).task().size()).isEqualTo(2);
    assertThat(changed.tasks().get(1).task().size()).isEqualTo(3 * 5);
    assertThat(changed.seeds().data()).isEqualTo(9);
    assertThat(changed.sha256()).isNotEqualTo(plain.sha256());
    Suite again = Suite.parse(changed.text(), "again.yaml");
    assertThat(again.models()).isEqualTo(changed.models());
    assertThat(again.seeds()).isEqualTo(changed.seeds());
    assertThat(plain.withOverrides(List.of())).isSameAs(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds|must look like a.b=value",
        "tasks.7.samples=1|has 2 elements and none is \"7\"",
        "tasks.0=1|name a key inside tasks[0]",
        "name.x=1|\"name\" is a value",
        "tasks.0.sampels=1|--set tasks.0.sampels=1: tasks[0].sampels: unknown key",
        "tasks.0.samples=!!int 1|the tag !",
        "tasks.0.samples=|is empty",
      })
  void anOverrideThatLeadsNowhereIsRefused(String override, String message) {
    Suite suite = Suite.parse(PLAIN, "demo.yaml");
    assertThatThrownBy(() -> suite.withOverrides(List.of(override)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aProgramGetsNoKeyOfTheServersBesideIt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("demo.yaml");
    Files.writeString(
        file,
        """
        name: demo
        models:
          program: {kind: exec, source: python3 x.py, settings: {hide_env: HOME}}
          server: {kind: http, source: "http://h/v1", settings: {key_env: PATH}}
        tasks: [{task: passkey, models: [program]}]
        """);
    Suite suite = Suite.load(file, true);
    assertThat(suite.models().keySet()).containsExactly("program", "server");
    assertThat(suite.models().get("program").settings()).containsEntry("hide_env", "HOME,PATH");
    assertThat(suite.models().get("server").settings()).containsOnlyKeys("key_env");
  }

  @Test
  void relativePathsStartAtTheSuiteFile(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("book.txt"), "some text");
    Files.createDirectory(folder.resolve("checkpoint"));
    Path file = folder.resolve("demo.yaml");
    Files.writeString(
        file,
        """
        name: demo
        models:
          near: {kind: full, source: checkpoint}
          far: {kind: full, source: elsewhere}
        tasks:
          - {task: reconstruction, data: {path: book.txt}}
          - {task: reconstruction, data: {reader: plain-text, path: missing.txt}}
        """);
    Suite suite = Suite.load(file);
    assertThat(suite.models().get("near").source())
        .isEqualTo(folder.resolve("checkpoint").toString());
    assertThat(suite.models().get("far").source()).isEqualTo("elsewhere");
    assertThat(suite.tasks().get(0).task().dataset()).isPresent();
    assertThatThrownBy(() -> suite.tasks().get(1).task().dataset())
        .hasMessageContaining("missing.txt");
  }

  @Test
  void reconstructionNeedsReadableDataAndLengthsWithinTheGeneration() {
    String yaml =
        "name: d\nmodels: {m: {kind: full, source: x}}\ntasks:\n  - {task: reconstruction";
    assertThatThrownBy(() -> Suite.parse(yaml + "}\n", "d"))
        .hasMessageContaining("reconstruction needs a source");
    assertThatThrownBy(() -> Suite.parse(yaml + ", data: {path: x, reader: parket}}\n", "d"))
        .hasMessageContaining("parket")
        .hasMessageContaining("plain-text");
    assertThatThrownBy(() -> Suite.parse(yaml + ", data: {path: x}, generate: 300}\n", "d"))
        .hasMessageContaining("score_lengths reach to 500 but generate is 300");
  }
}
