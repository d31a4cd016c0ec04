package org.rccbench.evaluators.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.scorers.AnswerChecks;
import org.rccbench.evaluators.scorers.BleuChecks;
import org.rccbench.evaluators.scorers.LongBenchChecks;
import org.rccbench.evaluators.scorers.RougeChecks;
import org.rccbench.evaluators.statistics.StatisticsChecks;

/** Every row of every golden file is equal to the published scorer's answer in its class. */
class GoldenMetricsTest {
  private static final System.Logger LOG = System.getLogger("golden");

  @TestFactory
  Stream<DynamicTest> everyRowEqualsItsReference() {
    GoldenFolder folder = new GoldenFolder(GoldenFolder.configured(), checks());
    return folder.files().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> LOG.log(System.Logger.Level.INFO, name + ": " + folder.compare(name))));
  }

  @Test
  void allFilesAreBundled() {
    assertThat(new GoldenFolder(GoldenFolder.bundled(), checks()).files())
        .containsExactlyInAnyOrderElementsOf(checks().keySet());
  }

  @Test
  void anEmptyFolderFails(@TempDir Path folder) {
    assertThatThrownBy(() -> new GoldenFolder(folder, checks()).files())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("golden files of");
  }

  @Test
  void anUnknownFileFails(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("meteor.jsonl"), "{}\n");
    assertThatThrownBy(() -> new GoldenFolder(folder, checks()).files())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("meteor.jsonl");
  }

  @Test
  void anEmptyFileFails(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("squad.jsonl"), "");
    assertThatThrownBy(() -> new GoldenFolder(folder, checks()).compare("squad.jsonl"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("rows of squad.jsonl");
  }

  @Test
  void unknownOperationsConfigurationsAndFieldsFail(@TempDir Path folder) throws IOException {
    Map<String, String> rows =
        Map.of(
            "stats.jsonl",
            "{'id':'a','op':'anova','x':[1.0],'expected':{'f':1.0}}",
            "bleu-sacrebleu-sentence.jsonl",
            "{'id':'a','hyp':'x','refs':['x'],'expected':[{'cfg':'flores|exp|no|mixed'}]}",
            "squad.jsonl",
            "{'id':'a','prediction':'x','answers':['x'],"
                + "'expected':{'exact_match':true,'f1':1.0,'recall':1.0}}");
    for (Map.Entry<String, String> row : rows.entrySet()) {
      Files.writeString(folder.resolve(row.getKey()), row.getValue().replace('\'', '"') + "\n");
      assertThatThrownBy(() -> new GoldenFolder(folder, checks()).compare(row.getKey()))
          .as(row.getKey())
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("1 of 1 rows differ");
    }
  }

  private static Map<String, Consumer<GoldenRow>> checks() {
    Map<String, Consumer<GoldenRow>> all = new HashMap<>();
    List.of(
            AnswerChecks.byFile(),
            BleuChecks.byFile(),
            LongBenchChecks.byFile(),
            RougeChecks.byFile(),
            StatisticsChecks.byFile(),
            elsewhere())
        .forEach(all::putAll);
    return all;
  }

  /** Files whose code lies in another module, which reads the same folder in its own tests. */
  private static Map<String, Consumer<GoldenRow>> elsewhere() {
    return Map.of(
        "passkey-prompts.jsonl",
        row -> row.answer().leaveOut("expected", "prompts, compared in module datasets"));
  }
}
