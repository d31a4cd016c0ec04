package org.rccbench.reports.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/reproduction.md and README's table of results are those of the manifest and of the committed
 * run, results/mini-full. Run with {@code -Ddocs.write=true} to write them anew, and the golden
 * run's files that show what they look like.
 */
class ReproductionDocsTest {
  private static final Path ROOT = Path.of(System.getProperty("rccbench.root", ""));
  private static final Path GOLDEN = Path.of("src/test/resources/golden-run");
  private static final PaperManifest RCC = PaperManifest.bundled("rcc");
  private static final String BEGIN = "<!-- results: begin -->\n";
  private static final String END = "<!-- results: end -->";
  private static final String NO_RUN =
      "No full run is committed yet; `./rcc-bench reproduce` makes one, and prints this table.\n";

  @TempDir private Path folder;

  private static Optional<CommittedRun> committed() throws IOException {
    return CommittedRun.read(ROOT.resolve("results/mini-full"));
  }

  @Test
  void thePageOfRowsIsFresh() throws IOException {
    assertFresh(ROOT.resolve("docs/reproduction.md"), ReproductionPage.of(RCC, committed()));
  }

  @Test
  void theReadmesTableIsFresh() throws IOException {
    Path readme = ROOT.resolve("README.md");
    String text = Files.readString(readme);
    assertThat(text).contains(BEGIN).contains(END);
    String table = committed().map(run -> String.join("\n", run.table(RCC)) + "\n").orElse(NO_RUN);
    assertFresh(readme, withTable(text, table));
  }

  private static String withTable(String text, String table) {
    int from = text.indexOf(BEGIN) + BEGIN.length();
    return text.substring(0, from) + table + text.substring(text.indexOf(END, from));
  }

  @Test
  void theGoldenRunsVerdictsPageAndTableAreTheGoldenOnes() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    for (String name : List.of("run.json", "samples.jsonl", "measurements.jsonl")) {
      Files.copy(GOLDEN.resolve(name), run.resolve(name));
    }
    Verdicts.of(run, RCC, PaperScale.MINI, List.of()).write(run);
    assertFresh(GOLDEN.resolve(Verdicts.FILE), Files.readString(run.resolve(Verdicts.FILE)));

    CommittedRun golden = CommittedRun.read(GOLDEN).orElseThrow();
    assertFresh(
        GOLDEN.resolve("docs/reproduction.md"), ReproductionPage.of(RCC, Optional.of(golden)));
    assertFresh(GOLDEN.resolve("docs/results.md"), String.join("\n", golden.table(RCC)) + "\n");
  }

  @Test
  void everyRowStandsOnceWithItsCommand() throws IOException {
    List<String> lines = ReproductionPage.of(RCC, CommittedRun.read(GOLDEN)).lines().toList();

    for (PaperRow row : RCC.rows()) {
      assertThat(lines.stream().filter(line -> line.startsWith("| " + row.id() + " |")))
          .as(row.id())
          .singleElement()
          .asString()
          .contains("`" + row.command() + "`");
    }
    assertThat(lines)
        .anyMatch(line -> line.contains("memory.grows-slower.full") && line.contains("HOLDS, 32"))
        .anyMatch(line -> line.contains("mean of its own four values: 23.655"));
  }

  @Test
  void withoutARunNoRowHasAVerdict() {
    assertThat(ReproductionPage.of(RCC, Optional.empty()).lines())
        .filteredOn(line -> line.contains("| `rcc-bench"))
        .hasSize(RCC.rows().size())
        .allMatch(line -> line.contains("| not run |"));
  }

  @Test
  void aStaleTableIsCaught() throws IOException {
    String fresh = String.join("\n", CommittedRun.read(GOLDEN).orElseThrow().table(RCC)) + "\n";
    String readme = "before\n" + BEGIN + fresh + END + "\nafter\n";

    assertThat(withTable(readme.replace("HOLDS", "FAILS"), fresh)).isEqualTo(readme);
    assertThat(withTable("before\n" + BEGIN + END + "\nafter\n", fresh)).isEqualTo(readme);
  }

  /** The file is what is generated, or becomes so where that is asked. */
  private static void assertFresh(Path file, String generated) throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, generated);
    }
    assertThat(file)
        .as("generated; write it anew with -Ddocs.write=true -Dtest=ReproductionDocsTest")
        .hasContent(generated);
  }
}
