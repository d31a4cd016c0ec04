package org.rccbench.reports.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Verdicts as files, table and strict ending: pure functions of the files of a run. */
class VerdictFilesTest extends PlantedVerdicts {
  @Test
  void aRunIsJudgedAgainByItsOwnRowsScaleAndManifestOrNotAtAll() {
    run.curve("full", "full", 1, "cpu", 2048, 2048_000, 4096, 4097_000, 8192, 8191_000);
    run.write();
    assertThat(Verdicts.again(folder)).isEmpty();

    List<String> named = List.of("memory.grows-slower", "figure-1.rcc.2k");
    Verdicts some = Verdicts.of(folder, RCC, PaperScale.SHAPE, named);
    some.write(folder);
    assertThat(Verdicts.again(folder)).contains(some);

    Verdicts.of(folder, PLANTED, PaperScale.MINI, List.of()).write(folder);
    assertThat(Verdicts.again(folder)).as("a manifest of the user's").isEmpty();
  }

  @Test
  void strictIsMetOnlyByRowsThatWereMeasured() {
    run.shares("a", "passkey", CELL, "hit", 900, 100);
    run.write();
    assertThat(strict("share.of-mine")).isEqualTo(Verdicts.Strict.MET);
    assertThat(strict("share")).as("named, so asked for").isEqualTo(Verdicts.Strict.OPEN);
    assertThat(Verdicts.of(folder, PLANTED, PaperScale.MINI, List.of()).strict())
        .as("gap was not measured")
        .isEqualTo(Verdicts.Strict.OPEN);

    run.shares("b", "passkey", CELL, "hit", 900, 100).write();
    assertThat(strict("share.of-mine", "gap.apart")).isEqualTo(Verdicts.Strict.BROKEN);
  }

  private Verdicts.Strict strict(String... names) {
    return Verdicts.of(folder, PLANTED, PaperScale.MINI, List.of(names)).strict();
  }

  @Test
  void theFileIsTheSameWhateverTheOrderOfLines() throws IOException {
    run.shares("a", "passkey", CELL, "hit", 90, 10).shares("b", "passkey", CELL, "hit", 50, 50);
    run.curve("full", "full", 1, "cpu", 2048, 2048_000, 4096, 4097_000, 8192, 8191_000);
    run.write();
    String first = written();
    for (String file : List.of("samples.jsonl", "measurements.jsonl")) {
      List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(file)));
      Collections.shuffle(lines, new Random(2));
      Files.write(folder.resolve(file), lines);
    }

    assertThat(written()).isEqualTo(first);
    assertThat(first).contains("\"verdict\" : \"HOLDS\"").contains("\"ours\" : 90.0");
  }

  @Test
  void theTableHasEffectsFirstAndFoldsWhatWasNotRun() {
    run.shares("a", "passkey", CELL, "hit", 900, 100).shares("b", "passkey", CELL, "hit", 500, 500);
    run.write();
    List<String> lines = VerdictTable.lines(all());

    assertThat(lines.indexOf(line(lines, "HOLDS"))).isLessThan(lines.indexOf(line(lines, "MATCH")));
    assertThat(lines).contains("NOT-RUN (needs scale paper, this is mini): 1 rows");
    assertThat(lines).endsWith("Verdicts: 1 MATCH, 1 HOLDS, 1 INCONCLUSIVE, 1 NOT-RUN");
  }

  private static String line(List<String> lines, String start) {
    return lines.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  private String written() throws IOException {
    all().write(folder);
    return Files.readString(folder.resolve(Verdicts.FILE));
  }

  @Test
  void buildServersSeeFailuresAndSkips() throws IOException {
    run.shares("a", "passkey", CELL, "hit", 500, 500).shares("b", "passkey", CELL, "hit", 500, 500);
    run.write();
    all().write(folder);

    assertThat(Files.readString(folder.resolve(Verdicts.JUNIT)))
        .contains("tests=\"4\" failures=\"2\" skipped=\"2\"")
        .contains("<failure message=\"OFF: c; paper 90 %, ours 50,")
        .contains("<skipped message=\"NOT-RUN: needs scale paper, this is mini\"/>");
  }

  private Verdicts all() {
    return Verdicts.of(folder, PLANTED, PaperScale.MINI, List.of());
  }
}
