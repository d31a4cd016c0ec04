package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.CurveEntry;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.TaskEntry;
import org.rccbench.evaluators.yaml.YamlTree;
import org.rccbench.reports.paper.Measure;
import org.rccbench.reports.paper.PaperManifest;
import org.rccbench.reports.paper.PaperRow;
import org.rccbench.reports.paper.PaperScale;
import org.rccbench.reports.paper.Role;
import picocli.CommandLine;

/** A scale runs what its rows need, and says what it leaves out. */
class ScaleTest {
  private static final PaperManifest RCC = PaperManifest.bundled("rcc");

  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  @Test
  void thePaperScaleTakesItsCountsFromTheRows() throws IOException {
    Suite suite = Suite.parse(Scale.PAPER.suite(), "paper.yaml");
    int checked = 0;
    for (PaperRow row : RCC.rows()) {
      if (row.isFor(PaperScale.PAPER)
          && row.expected() != null
          && row.measure() instanceof Measure.Score score) {
        long needed = row.expected().neededSamples().orElseThrow();
        int cells = score.averageOver() == null ? 1 : score.averageOver().values().size();
        assertThat(cells * contextsOfACell(suite, score))
            .as(row.id())
            .isGreaterThanOrEqualTo(needed);
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(40);
    assertThat(contextsOfACell(suite, passkey("rcc-transformer-ft-8k"))).isEqualTo(most("8k"));
    assertThat(contextsOfACell(suite, passkey("rcc-transformer-ft-32k"))).isEqualTo(most("32k"));
  }

  /** The most that a row of Table 1 needs: more would be paid for nothing. */
  private static long most(String length) {
    return RCC.rows(List.of("table-1.rcc-transformer-ft-" + length)).stream()
        .mapToLong(row -> row.expected().neededSamples().orElseThrow())
        .max()
        .orElseThrow();
  }

  private static Measure.Score passkey(String model) {
    return new Measure.Score("passkey", model, "p", null, null, null, null, null);
  }

  /** Samples over cells and positions; of questions, those that a file may give. */
  private static long contextsOfACell(Suite suite, Measure.Score score) {
    List<TaskEntry> asked =
        suite.tasks().stream()
            .filter(entry -> entry.task().name().equals(score.task()))
            .filter(entry -> entry.models().contains(score.model()))
            .toList();
    assertThat(asked).as(score.model()).isNotEmpty();
    long size = asked.get(0).task().size();
    return switch (score.task()) {
      case "passkey" -> size / 15;
      case "reconstruction" -> size / 5;
      default -> size;
    };
  }

  @Test
  void everyModelAndLengthOfTheRowsIsInTheSuites() throws IOException {
    Suite paper = Suite.parse(Scale.PAPER.suite(), "paper.yaml");
    Suite shape = Suite.parse(Scale.SHAPE.suite(), "shape.yaml");
    Set<String> roles = new TreeSet<>();
    for (PaperRow row : RCC.rows()) {
      if (row.isFor(PaperScale.PAPER)) {
        roles.addAll(row.measure().roles());
      }
      if (row.measure() instanceof Measure.Peak peak && peak.tokens() > 0) {
        for (Suite suite : List.of(paper, shape)) {
          assertThat(lengths(suite, peak.model())).as(row.id()).contains(peak.tokens());
        }
      }
    }
    // measured by tools/peers; and played by the models of Table 1
    roles.removeAll(Set.of("huggingface", "rcc-passkey"));
    assertThat(paper.models().keySet()).containsExactlyInAnyOrderElementsOf(roles);
    assertThat(shape.tasks()).isEmpty();
    assertThat(shape.models().values()).allMatch(spec -> spec.source().contains("shape:"));
  }

  @Test
  void everySmallModelOfTheRolesIsInTheFullSuiteOfItsScale() throws IOException {
    Suite full = Suite.parse(Scale.MINI_FULL.suite(), "mini-full.yaml");
    List<String> cast =
        RCC.roles().values().stream().map(Role::mini).filter(Objects::nonNull).toList();

    // one model answers in two of the modes that roles stand for; no other plays two roles
    List<String> once = new ArrayList<>(cast);
    assertThat(once.remove("qa")).isTrue();
    assertThat(once).doesNotHaveDuplicates().hasSizeGreaterThan(8);
    assertThat(full.models().keySet()).containsAll(cast);
    for (Scale scale : List.of(Scale.QUICK, Scale.MINI)) {
      Suite part = Suite.parse(scale.suite(), scale.word());
      assertThat(full.models().keySet()).as(scale.word()).containsAll(part.models().keySet());
      assertThat(scale.suite().split("world: validation", -1))
          .as("the test world, which tasks read unless told, is opened by mini-full alone")
          .hasSize(part.tasks().size() + 1);
    }
  }

  /** A line with an interval needs three points where the row looks, else the row says nothing. */
  @Test
  void everyRowOfAMemoryLineHasItsPoints() throws IOException {
    int checked = 0;
    for (Scale scale : List.of(Scale.SHAPE, Scale.PAPER)) {
      Suite suite = Suite.parse(scale.suite(), scale.word());
      for (PaperRow row : RCC.rows()) {
        for (String role : row.isFor(scale.paper()) ? row.measure().roles() : Set.<String>of()) {
          long from = 0;
          long to = Long.MAX_VALUE;
          if (row.measure() instanceof Measure.Growth growth) {
            from = growth.from();
            to = growth.to();
          } else if (row.measure() instanceof Measure.GrowthRatio ratio) {
            from = ratio.from();
          } else if (!(row.measure() instanceof Measure.PeakRatio
              || row.measure() instanceof Measure.LongestContextRatio)) {
            continue;
          }
          // HuggingFace's curve is measured at the lengths of ours: tools/peers/README.md
          List<Long> lengths = lengths(suite, role.equals("huggingface") ? "full" : role);
          long low = from;
          long high = to;
          assertThat(lengths.stream().filter(n -> low <= n && n <= high).count())
              .as(scale.word() + " " + row.id() + " " + role)
              .isGreaterThanOrEqualTo(3);
          checked++;
        }
      }
    }
    // twelve rows of two models or one, of which ten have two models, less the growths
    assertThat(checked).isEqualTo(2 * (2 * 5 * 2 + 3));
  }

  private static List<Long> lengths(Suite suite, String model) {
    return suite.curves().stream()
        .filter(curve -> curve.model().equals(model))
        .map(CurveEntry::lengths)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePaperScaleWithoutAFolderSaysWhichItTakes() {
    assertThat(reproduce("--scale", "paper")).isEqualTo(2);
    assertThat(terminal.err()).contains("--models ROLE=DIR").contains("rcc-ins-human, rcc-ins-");
  }

  @Test
  void aRoleThatIsNoneAndAFolderThatIsNotThereAreUsageErrors() {
    assertThat(reproduce("--scale", "paper", "--models", "rcc-31=x")).isEqualTo(2);
    assertThat(terminal.err()).contains("\"rcc-31\"; roles: full, icae-64");

    assertThat(reproduce("--scale", "paper", "--models", "rcc-32=" + folder.resolve("no")))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("there is no folder").contains("no\"");
  }

  @Test
  void optionsOfAnotherScaleAreRefused() {
    assertThat(reproduce("--models", "rcc-32=x")).isEqualTo(2);
    assertThat(terminal.err()).contains("belong to --scale paper; scale mini brings its own");
    assertThat(reproduce("--scale", "shape", "--text", "x")).isEqualTo(2);
    assertThat(terminal.err()).contains("scale shape reads no texts");
    assertThat(reproduce("--quick", "--scale", "paper")).isEqualTo(2);
    assertThat(reproduce("--quick", "--longest", "64")).isEqualTo(2);
    assertThat(terminal.err()).contains("the suite of scale quick names no curves");
    assertThat(reproduce("--scale", "huge")).isEqualTo(2);
    assertThat(terminal.err()).contains("known: quick, mini, mini-full, shape, paper");
  }

  @Test
  void whatWasNotGivenIsLeftOutAndNamed() throws IOException {
    Files.writeString(
        folder.resolve("qasper_e.jsonl"),
        """
        {"input": "Who?", "context": "It was Ann.", "answers": ["Ann"], "length": 3,\
         "dataset": "qasper", "language": "en", "all_classes": null, "_id": "1"}
        """);
    String model = "rcc-ins-human=rcc:shape:pythia-14m,shape:pythia-14m";

    JsonNode footprint = dryRun("--scale", "paper", "--models", model, "--data", folder.toString());

    assertThat(footprint.path("samples").path("question_answering").asLong()).isEqualTo(371);
    assertThat(footprint.path("points")).isEmpty();
    List<String> leftOut = texts(footprint.path("leftOut"));
    assertThat(leftOut)
        .contains("model rcc-32: no --models rcc-32=DIR")
        .contains("task question_answering on hotpotqa_e.jsonl: it is not in " + folder)
        .doesNotContain("task question_answering on qasper_e.jsonl: no --data DIR");
    assertThat(footprint.path("models")).hasSize(1);
    assertThat(footprint.path("data").path("files").path("files").asInt()).isEqualTo(1);
    // two towers of 14,067,712 parameters, less the encoder's head, in two bytes each
    assertThat(footprint.path("models").findValue("bytes").asLong())
        .isEqualTo(2 * (2 * 14_067_712L - 50_304 * 128));
    assertThat(footprint.path("memoryBytes").asLong()).isGreaterThan(40_000_000);
    assertThat(footprint.path("seconds").asDouble()).isPositive();
    assertThat(footprint.path("asked").asInt()).isGreaterThan(70);

    assertThat(reproduce("--scale", "paper", "--models", model, "--dry-run")).isEqualTo(2);
    assertThat(terminal.err())
        .contains("nothing can be run with what was given")
        .contains("task question_answering on qasper_e.jsonl: no --data DIR");
  }

  @Test
  void textsAndTheCurvesEndAreTheUsers() throws IOException {
    String model = "rcc-32=rcc:shape:pythia-14m,shape:pythia-14m";
    Path text = Files.writeString(folder.resolve("text.txt"), "a");

    JsonNode with = dryRun("--scale", "paper", "--models", model, "--text", text.toString());
    assertThat(with.path("samples").path("reconstruction").asLong()).isEqualTo(5 * 371);

    JsonNode shape = dryRun("--scale", "shape");
    assertThat(shape.path("points").path("rcc")).hasSize(2);
    assertThat(texts(shape.path("leftOut")))
        .contains(
            "curve full at 8192, 16384, 32768, 65536 tokens: long on a CPU; --longest TOKENS asks"
                + " for more");
    assertThat(dryRun("--scale", "shape", "--device", "cuda").path("points").path("rcc"))
        .hasSize(8);
    assertThat(dryRun("--scale", "shape", "--longest", "8192").path("points").path("full"))
        .hasSize(5);
  }

  @Test
  void textsTakeThePlaceOfGeneratedOnes() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "a");
    SuiteFilling filled = filled("--scale", "mini-full", "--text", text.toString());
    YamlTree suite = YamlTree.parse(filled.yaml(), "mini-full");
    JsonNode task = suite.root().path("tasks").get(4);

    assertThat(task.path("task").asText()).isEqualTo("reconstruction");
    assertThat(task.path("data").path("path").asText()).isEqualTo("inputs");
    assertThat(task.has("chronicle")).isFalse();
    assertThat(filled("--scale", "mini-full").yaml())
        .contains("chronicle")
        .doesNotContain("inputs");
  }

  private static SuiteFilling filled(String... words) throws IOException {
    ScaleOptions options = new ScaleOptions();
    new CommandLine(options).parseArgs(words);
    return options.filled();
  }

  @Test
  void aRunOfCurvesAloneIsReportedAndJudged() throws IOException {
    Path run = folder.resolve("run");
    int status =
        terminal.execute(
            "reproduce",
            "--scale",
            "paper",
            "--models",
            "full=shape:pythia-14m",
            "--longest",
            "2048",
            "--out",
            run.toString(),
            "--no-progress");

    assertThat(status).as(terminal.err()).isZero();
    assertThat(run.resolve("inputs")).doesNotExist();
    assertThat(run.resolve("report.html")).exists();
    JsonNode verdicts = new ObjectMapper().readTree(run.resolve("verdicts.json").toFile());
    assertThat(verdicts.path("scale").asText()).isEqualTo("paper");
    List<String> whys = new ArrayList<>();
    verdicts.path("rows").forEach(row -> whys.add(row.path("why").asText()));
    assertThat(whys).contains("the run has no sample of the task passkey");
    assertThat(terminal.err())
        .contains("go on with: rcc-bench reproduce --scale paper --models full=shape:pythia-14m");
  }

  @Test
  void aSuiteOfOnesOwnMayHaveCurves() throws IOException {
    String yaml =
        """
        name: mine
        models: {one: {kind: fake, source: "fake:good"}}
        curves: [{model: %s, lengths: %s}]
        """;
    Path suite = folder.resolve("suite.yaml");
    Path run = folder.resolve("mine");
    Files.writeString(suite, yaml.replaceFirst("%s", "one").replaceFirst("%s", "[64, 128]"));
    assertThat(terminal.execute("run", suite.toString(), "--out", run.toString(), "--no-progress"))
        .as(terminal.err())
        .isZero();
    assertThat(Files.readAllLines(run.resolve("measurements.jsonl"))).hasSize(2);

    String bad = yaml.replaceFirst("%s", "two").replaceFirst("%s", "[64]");
    assertThatThrownBy(() -> Suite.parse(bad, "s.yaml"))
        .hasMessageContaining("s.yaml:3")
        .hasMessageContaining("unknown model \"two\"");
    String falling = yaml.replaceFirst("%s", "one").replaceFirst("%s", "[128, 64]");
    assertThatThrownBy(() -> Suite.parse(falling, "s.yaml"))
        .hasMessageContaining("must be > 0 and ascend, were [128, 64]");
  }

  private int reproduce(String... words) {
    List<String> all = new ArrayList<>(List.of("reproduce"));
    all.addAll(List.of(words));
    return terminal.execute(all.toArray(String[]::new));
  }

  private JsonNode dryRun(String... words) throws IOException {
    terminal.clear();
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--dry-run", "--json"));
    assertThat(reproduce(all.toArray(String[]::new))).as(terminal.err()).isZero();
    return new ObjectMapper().readTree(terminal.out());
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
