package org.rccbench.evaluators.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.golden.GoldenMetrics;

/** Exact match and the pass key rules equal the published ones, bit for bit. */
class AnswerGoldenTest {

  @Test
  void prefixMatchIsThatOfTheIcaePaper() {
    String file = "icae-em.jsonl";
    List<JsonNode> rows = GoldenMetrics.rows(file);
    int compared = 0;
    for (JsonNode row : rows) {
      List<Integer> output = GoldenMetrics.ids(row.get("output_ids"));
      List<Integer> reference = GoldenMetrics.ids(row.get("reference_ids"));
      JsonNode expected = row.get("expected");
      String id = row.get("id").textValue();
      assertThat(PrefixMatch.length(output, reference))
          .as(id)
          .isEqualTo(expected.get("prefix").intValue());
      OptionalDouble score =
          Scorer.PREFIX_EXACT_MATCH.score(new Passage(output, ""), new Passage(reference, ""));
      if (expected.get("em").isTextual()) {
        assertThat(expected.get("em").textValue()).isEqualTo("NaN");
        assertThat(score).as("%s has no score, not 0", id).isEmpty();
      } else {
        GoldenMetrics.exact(score.getAsDouble(), expected.get("em"), id);
      }
      compared++;
    }
    GoldenMetrics.report(file, rows.size(), compared, "nothing");
  }

  @Test
  void passKeysCountByThePublishedRules() {
    String file = "passkey-accuracy.jsonl";
    List<JsonNode> rows = GoldenMetrics.rows(file);
    int compared = 0;
    for (JsonNode row : rows) {
      if (row.get("rule").textValue().equals("text")) {
        comparePasskey(row);
        compared++;
      }
    }
    GoldenMetrics.report(file, rows.size(), compared, "rule tokens and the other four text rules");
  }

  private static void comparePasskey(JsonNode row) {
    String id = row.get("id").textValue();
    JsonNode expected = row.get("expected");
    Passage output = Passage.ofText(row.get("response").textValue());
    Passage key = Passage.ofText(row.get("key").textValue());
    assertThat(Scorer.PASSKEY_LANDMARK.score(output, key))
        .as("%s landmark", id)
        .hasValue(expected.get("landmark").booleanValue() ? 1 : 0);
    assertThat(Scorer.PASSKEY_INFINITEBENCH.score(output, key))
        .as("%s infinitebench", id)
        .hasValue(expected.get("infinitebench").booleanValue() ? 1 : 0);
    Optional<BigInteger> parsed = PasskeyRules.firstInteger(output.text());
    if (parsed.isPresent()) {
      assertThat(parsed.get())
          .as("%s parsed", id)
          .hasToString(expected.get("landmark_parsed").textValue());
    }
  }
}
