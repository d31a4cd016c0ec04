package org.rccbench.evaluators.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.golden.GoldenMetrics;

/** Every BLEU here equals the published tool's, token for token and score for score. */
class BleuGoldenTest {

  @Test
  void tokensOfTextAreThoseOfSacrebleu() {
    String file = "bleu-sacrebleu-tokens.jsonl";
    List<JsonNode> rows = GoldenMetrics.rows(file);
    int compared = 0;
    for (JsonNode row : rows) {
      for (Map.Entry<String, JsonNode> expected : row.get("expected").properties()) {
        assertThat(BleuTokenizer.named(expected.getKey()).tokens(row.get("text").textValue()))
            .as("%s %s", row.get("id"), expected.getKey())
            .isEqualTo(GoldenMetrics.texts(expected.getValue()));
        compared++;
      }
    }
    GoldenMetrics.report(file, rows.size(), compared, "nothing");
  }

  @Test
  void sentencesScoreAsInSacrebleu() {
    String file = "bleu-sacrebleu-sentence.jsonl";
    List<JsonNode> rows = GoldenMetrics.rows(file);
    int compared = 0;
    for (JsonNode row : rows) {
      for (JsonNode expected : row.get("expected")) {
        Bleu actual =
            configured(expected.get("cfg").textValue())
                .sentence(row.get("hyp").textValue(), GoldenMetrics.texts(row.get("refs")));
        compare(actual, expected, row.get("id") + " " + expected.get("cfg"));
        compared++;
      }
    }
    GoldenMetrics.report(file, rows.size(), compared, "nothing");
  }

  @Test
  void corporaScoreAndSignAsInSacrebleu() {
    String file = "bleu-sacrebleu-corpus.jsonl";
    List<JsonNode> rows = GoldenMetrics.rows(file);
    int compared = 0;
    for (JsonNode row : rows) {
      for (JsonNode expected : row.get("expected")) {
        SacreBleu bleu = configured(expected.get("cfg").textValue());
        List<String> hypotheses = GoldenMetrics.texts(row.get("hyps"));
        Bleu actual = bleu.corpus(hypotheses, bySegment(row.get("refs"), hypotheses.size()));
        compare(actual, expected, row.get("id") + " " + expected.get("cfg"));
        assertThat(expected.get("signature").textValue()).endsWith("|" + bleu.signature());
        compared++;
      }
    }
    GoldenMetrics.report(file, rows.size(), compared, "nothing");
  }

  @Test
  void sentencesScoreAsInNltk() {
    String file = "bleu-nltk-sentence.jsonl";
    List<JsonNode> rows = GoldenMetrics.rows(file);
    Map<String, NltkBleu> methods =
        Map.of(
            "none", new NltkBleu(4, NltkBleu.Smoothing.NONE),
            "method1", new NltkBleu(4, NltkBleu.Smoothing.METHOD1),
            "bleu1:none", new NltkBleu(1, NltkBleu.Smoothing.NONE),
            "bleu2:none", new NltkBleu(2, NltkBleu.Smoothing.NONE),
            "char:none", new NltkBleu(4, NltkBleu.Smoothing.NONE));
    int compared = 0;
    for (JsonNode row : rows) {
      for (Map.Entry<String, NltkBleu> method : methods.entrySet()) {
        JsonNode expected = row.get("expected").get(method.getKey());
        if (expected != null) {
          boolean characters = method.getKey().equals("char:none");
          List<List<String>> references = new ArrayList<>();
          for (String reference : GoldenMetrics.texts(row.get("refs"))) {
            references.add(nltkTokens(reference, characters));
          }
          List<String> hypothesis = nltkTokens(row.get("hyp").textValue(), characters);
          GoldenMetrics.logarithmic(
              method.getValue().score(hypothesis, references),
              expected,
              row.get("id") + " " + method.getKey());
          compared++;
        }
      }
    }
    GoldenMetrics.report(
        file,
        rows.size(),
        compared,
        "methods 2, 3, 4, 5, 7 and auto_reweigh (no profile uses them)");
  }

  @Test
  void tokenIdsScoreAsInBothTools() {
    String file = "bleu-token-ids.jsonl";
    List<JsonNode> rows = GoldenMetrics.rows(file);
    SacreBleu none = new SacreBleu(BleuTokenizer.NONE, Smoothing.NONE, false, false);
    SacreBleu effective = new SacreBleu(BleuTokenizer.NONE, Smoothing.EXP, true, false);
    int compared = 0;
    for (JsonNode row : rows) {
      String id = row.get("id").textValue();
      JsonNode expected = row.get("expected");
      List<Integer> hyp = GoldenMetrics.ids(row.get("hyp"));
      List<Integer> ref = GoldenMetrics.ids(row.get("ref"));
      compare(
          new SacreBleu(BleuTokenizer.NONE, Smoothing.EXP, false, false).ids(hyp, ref),
          expected.get("sacrebleu_exp"),
          id);
      GoldenMetrics.logarithmic(none.ids(hyp, ref).score(), expected.get("sacrebleu_none"), id);
      GoldenMetrics.logarithmic(
          effective.ids(hyp, ref).score(), expected.get("sacrebleu_exp_eff"), id);
      Map<Scorer, String> profiles =
          Map.of(
              Scorer.BLEU4_IDS_NLTK_NONE, "nltk_none",
              Scorer.BLEU4_IDS_NLTK_METHOD1, "nltk_method1");
      for (Map.Entry<Scorer, String> profile : profiles.entrySet()) {
        GoldenMetrics.logarithmic(
            profile.getKey().score(new Passage(hyp, ""), new Passage(ref, "")).getAsDouble(),
            expected.get(profile.getValue()),
            id + " " + profile.getValue());
      }
      compared += 5;
    }
    GoldenMetrics.report(file, rows.size(), compared, "nothing");
  }

  private static List<String> nltkTokens(String text, boolean characters) {
    return characters
        ? text.codePoints().mapToObj(Character::toString).toList()
        : NltkBleu.words(text);
  }

  private static SacreBleu configured(String cfg) {
    String[] parts = cfg.split("\\|", -1);
    return new SacreBleu(
        BleuTokenizer.named(parts[0]),
        Smoothing.parse(parts[1]),
        parts[2].equals("yes"),
        parts[3].equals("lc"));
  }

  /** Golden references stand by stream; a null in a stream is no reference of that segment. */
  private static List<List<String>> bySegment(JsonNode streams, int segments) {
    List<List<String>> result = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      List<String> references = new ArrayList<>();
      for (JsonNode stream : streams) {
        if (!stream.get(i).isNull()) {
          references.add(stream.get(i).textValue());
        }
      }
      result.add(references);
    }
    return result;
  }

  private static void compare(Bleu actual, JsonNode expected, String where) {
    GoldenMetrics.logarithmic(actual.score(), expected.get("score"), where + " score");
    GoldenMetrics.logarithmic(actual.brevityPenalty(), expected.get("bp"), where + " bp");
    for (int i = 0; i < 4; i++) {
      String order = where + " order " + (i + 1);
      GoldenMetrics.exact(actual.precisions().get(i), expected.get("precisions").get(i), order);
      GoldenMetrics.exact(actual.counts().get(i), expected.get("counts").get(i), order);
      GoldenMetrics.exact(actual.totals().get(i), expected.get("totals").get(i), order);
    }
    assertThat(actual.hypothesisLength()).as(where).isEqualTo(expected.get("sys_len").intValue());
    assertThat(actual.referenceLength()).as(where).isEqualTo(expected.get("ref_len").intValue());
  }
}
