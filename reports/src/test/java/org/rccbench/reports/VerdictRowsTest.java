package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's table of verdicts. */
class VerdictRowsTest {
  @TempDir private Path run;

  @Test
  void whatWasNotRunStandsLastAndModelsAreNamed() throws IOException {
    Files.writeString(
        run.resolve(Verdicts.FILE),
        """
        {"rows": [
          {"row": "a", "verdict": "NOT-RUN", "models": []},
          {"row": "b", "verdict": "HOLDS", "models": ["one", "two"]},
          {"row": "c", "verdict": "NOT-RUN", "models": []},
          {"row": "d", "verdict": "OFF", "models": ["one"]}]}
        """);

    assertThat(rows(Verdicts.read(run).orElseThrow().table()))
        .containsExactly("HOLDS b one, two", "OFF d one", "NOT-RUN a –", "NOT-RUN c –");
  }

  @SuppressWarnings("unchecked")
  private static List<String> rows(Map<String, Object> table) {
    return ((List<List<Map<String, Object>>>) table.get("rows"))
        .stream()
            .map(
                row ->
                    String.join(
                        " ", row.stream().map(cell -> cell.get("text").toString()).toList()))
            .toList();
  }
}
