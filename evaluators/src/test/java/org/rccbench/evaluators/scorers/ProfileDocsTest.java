package org.rccbench.evaluators.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each profile, asked by its name as the verbs ask it, gives the answers of the code that it stands
 * for; docs/profiles.md says of how many golden rows that is true. Run with {@code
 * -Dprofiles.write=true} to write the table anew.
 */
class ProfileDocsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<GoldenTie> TIES = GoldenTies.all();
  private static final String HEAD =
      "| profile | called | rule | reference | golden rows, all equal |\n|---|---|---|---|---:|\n";

  @ParameterizedTest
  @EnumSource
  void givesTheAnswersOfItsReference(Scorer scorer) throws IOException {
    Optional<GoldenTie> tie = tie(scorer);
    if (tie.isEmpty()) {
      assertThat(scorer.signature()).contains("|fixed: ");
      return;
    }
    List<JsonNode> rows = rows(tie.get());
    assertThat(rows).isNotEmpty();
    assertThat(rows.stream().filter(row -> !tie.get().holds(row)).map(row -> row.get("id")))
        .as("rows of %s that differ", tie.get().file())
        .isEmpty();
  }

  @Test
  void anotherRuleIsCaught() throws IOException {
    GoldenTie right = tie(Scorer.LONGBENCH_QA_F1).orElseThrow();
    GoldenTie wrong =
        new GoldenTie(
            Scorer.ROUGE_1_GOOGLE,
            right.file(),
            right.reference(),
            right.input(),
            right.expected());
    assertThat(rows(wrong).stream().filter(row -> !wrong.holds(row))).hasSizeGreaterThan(100);
    GoldenTie raising = tie(Scorer.ROUGE_L_PLTRDY).orElseThrow();
    List<JsonNode> raised =
        rows(raising).stream().filter(row -> raising.expected().apply(row).has("error")).toList();
    GoldenTie silent =
        new GoldenTie(
            Scorer.LONGBENCH_ROUGE_L,
            raising.file(),
            raising.reference(),
            raising.input(),
            raising.expected());
    // a 0 in place of an exception is no equal row
    assertThat(raised).isNotEmpty().noneMatch(silent::holds);
  }

  @Test
  void theTableIsFresh() throws IOException {
    Path docs = Path.of(System.getProperty("rccbench.root", "")).resolve("docs/profiles.md");
    StringBuilder table = new StringBuilder(HEAD);
    for (Scorer scorer : Scorer.values()) {
      table.append(line(scorer)).append('\n');
    }
    String text = Files.readString(docs);
    if (Boolean.getBoolean("profiles.write")) {
      text = text.substring(0, text.indexOf("| profile |")) + table;
      Files.writeString(docs, text);
    }
    assertThat(text.substring(text.indexOf("| profile |"))).isEqualTo(table.toString());
  }

  private static String line(Scorer scorer) throws IOException {
    Optional<GoldenTie> tie = tie(scorer);
    return String.join(
        " | ",
        "| `" + scorer.profile() + "`",
        scorer.quantity(),
        "`" + scorer.signature().replace("|", "\\|") + "`",
        tie.map(GoldenTie::reference).orElse("the one above it, its defect mended"),
        (tie.isPresent() ? String.valueOf(rows(tie.get()).size()) : "–") + " |");
  }

  private static Optional<GoldenTie> tie(Scorer scorer) {
    List<GoldenTie> ties = TIES.stream().filter(t -> t.scorer() == scorer).toList();
    assertThat(ties).as(scorer.profile()).hasSizeLessThan(2);
    return ties.stream().findFirst();
  }

  private static List<JsonNode> rows(GoldenTie tie) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    String resource = "/golden/metrics/" + tie.file() + ".jsonl";
    try (InputStream in = ProfileDocsTest.class.getResourceAsStream(resource)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonNode row = JSON.readTree(line);
        if (tie.hasPart(row)) {
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
