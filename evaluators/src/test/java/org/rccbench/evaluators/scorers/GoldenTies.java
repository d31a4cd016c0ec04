package org.rccbench.evaluators.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Which golden rows each profile answers. */
final class GoldenTies {
  private static final int ORDERS = 4;

  private final List<GoldenTie> ties = new ArrayList<>();

  private GoldenTies() {}

  static List<GoldenTie> all() {
    GoldenTies all = new GoldenTies();
    all.bleuOverIds();
    all.bleuOverTexts();
    all.rouge();
    all.longBench();
    all.answers();
    all.passkeys();
    return List.copyOf(all.ties);
  }

  private void add(
      Scorer scorer,
      Source source,
      Function<JsonNode, ScoringInput> input,
      Function<JsonNode, JsonNode> expected) {
    ties.add(new GoldenTie(scorer, source.file, source.reference, input, expected));
  }

  /**
   * A golden file.
   *
   * @param file its name without ending
   * @param reference the code whose answers it holds
   */
  private record Source(String file, String reference) {}

  private void bleuOverIds() {
    Source nltk = new Source("bleu-token-ids", "nltk 3.10.3 `sentence_bleu` over ids");
    Source sacre = new Source("bleu-token-ids", "sacrebleu 2.6.0 `BLEU` over ids");
    Function<JsonNode, ScoringInput> ids = row -> GoldenTie.ids(row, "hyp", "ref");
    add(Scorer.BLEU4_IDS_NLTK_METHOD1, nltk, ids, at("/expected/nltk_method1"));
    add(Scorer.BLEU4_IDS_NLTK_NONE, nltk, ids, at("/expected/nltk_none"));
    add(Scorer.BLEU4_IDS_SACREBLEU_EXP, sacre, ids, at("/expected/sacrebleu_exp/score"));
  }

  private void bleuOverTexts() {
    Source sacre = new Source("bleu-sacrebleu-sentence", "sacrebleu 2.6.0 `sentence_bleu`");
    Function<JsonNode, ScoringInput> texts = row -> GoldenTie.texts(row, "hyp", "refs");
    add(Scorer.BLEU4_TEXT_SACREBLEU_13A, sacre, texts, row -> sacre(row, "13a|exp|yes|mixed", 0));
    add(Scorer.BLEU4_TEXT_SACREBLEU_INTL, sacre, texts, row -> sacre(row, "intl|exp|yes|mixed", 0));
    add(Scorer.BLEU4_TEXT_SACREBLEU_CHAR, sacre, texts, row -> sacre(row, "char|exp|yes|mixed", 0));
    // the file has none without effective order, which of four words or more is the same
    add(
        Scorer.BLEU4_TEXT_SACREBLEU_NONE,
        sacre,
        texts,
        row -> sacre(row, "none|exp|no|mixed", ORDERS));
    Source nltk = new Source("bleu-nltk-sentence", "nltk 3.10.3 `sentence_bleu`");
    add(Scorer.BLEU4_TEXT_NLTK_NONE, nltk, texts, at("/expected/none"));
    add(Scorer.BLEU4_TEXT_NLTK_METHOD1, nltk, texts, at("/expected/method1"));
    add(Scorer.BLEU4_CHARACTERS_NLTK_NONE, nltk, texts, at("/expected/char:none"));
    add(
        Scorer.BLEU4_TEXT_EVALUATE,
        new Source("bleu-hf", "evaluate `compute_bleu`"),
        GoldenTies::single,
        row -> bleuOrError(row.at("/expected").path("smooth=False")));
    add(
        Scorer.X500_NO_SPLIT,
        new Source("bleu-x500", "500xCompressor c85c1d7, its sentence split left out"),
        row -> GoldenTie.texts(row, "candidate", "reference"),
        at("/expected/bleu_without_sentence_split"));
  }

  private static JsonNode sacre(JsonNode row, String cfg, int fewestWords) {
    for (JsonNode answer : row.get("expected")) {
      if (answer.get("cfg").textValue().equals(cfg)) {
        return answer.get("sys_len").intValue() >= fewestWords
            ? answer.get("score")
            : MissingNode.getInstance();
      }
    }
    return MissingNode.getInstance();
  }

  private static ScoringInput single(JsonNode row) {
    return row.get("predictions").size() == 1
        ? ScoringInput.ofTexts(
            row.at("/predictions/0").textValue(), GoldenTie.texts(row.at("/references/0")))
        : null;
  }

  private static JsonNode bleuOrError(JsonNode answer) {
    return answer.has("bleu") ? answer.get("bleu") : answer;
  }

  private void rouge() {
    google("plain", Scorer.ROUGE_1_GOOGLE, "rouge1");
    google("plain", Scorer.ROUGE_2_GOOGLE, "rouge2");
    google("plain", Scorer.ROUGE_L_GOOGLE, "rougeL");
    google("plain", Scorer.ROUGE_LSUM_GOOGLE, "rougeLsum");
    google("stem", Scorer.ROUGE_1_GOOGLE_STEM, "rouge1");
    google("stem", Scorer.ROUGE_2_GOOGLE_STEM, "rouge2");
    google("stem", Scorer.ROUGE_L_GOOGLE_STEM, "rougeL");
    google("stem", Scorer.ROUGE_LSUM_GOOGLE_STEM, "rougeLsum");
    pltrdy(Scorer.ROUGE_1_PLTRDY, "rouge-1");
    pltrdy(Scorer.ROUGE_2_PLTRDY, "rouge-2");
    pltrdy(Scorer.ROUGE_L_PLTRDY, "rouge-l");
  }

  private void google(String stems, Scorer scorer, String type) {
    add(
        scorer,
        new Source("rouge-google", "rouge-score 0.1.2"),
        row -> GoldenTie.texts(row, "prediction", "targets"),
        at("/expected/" + stems + "/" + type + "/2"));
  }

  private void pltrdy(Scorer scorer, String type) {
    add(
        scorer,
        new Source("rouge-pltrdy", "rouge 1.0.1"),
        row -> GoldenTie.texts(row, "hyp", "ref"),
        row -> {
          JsonNode scores = row.at("/expected/scores");
          return scores.has("error") ? scores : scores.path(type).path(2);
        });
  }

  private void longBench() {
    String metrics = "THUDM/LongBench 2e00731 `LongBench/metrics.py` ";
    add(
        Scorer.LONGBENCH_QA_F1,
        new Source("longbench-qa_f1", metrics + "`qa_f1_score`"),
        row -> GoldenTie.texts(row, "pred", "answers"),
        at("/expected/best"));
    add(
        Scorer.LONGBENCH_ROUGE_L,
        new Source("rouge-pltrdy", metrics + "`rouge_score`"),
        row -> GoldenTie.texts(row, "hyp", "ref"),
        at("/expected/longbench"));
    add(
        Scorer.LONGBENCH_CLASSIFICATION,
        new Source("longbench-classification", metrics + "`classification_score`"),
        row ->
            GoldenTie.texts(row, "pred", "answer")
                .withLabels(GoldenTie.texts(row.get("all_classes"))),
        at("/expected"));
    Function<JsonNode, ScoringInput> answer = row -> GoldenTie.texts(row, "pred", "answer");
    add(
        Scorer.LONGBENCH_RETRIEVAL,
        new Source("longbench-retrieval", metrics + "`retrieval_score`"),
        answer,
        at("/expected"));
    add(
        Scorer.LONGBENCH_RETRIEVAL_ZH,
        new Source("longbench-retrieval_zh", metrics + "`retrieval_zh_score`"),
        answer,
        at("/expected"));
    add(
        Scorer.LONGBENCH_COUNT,
        new Source("longbench-count", metrics + "`count_score`"),
        answer,
        at("/expected"));
    add(
        Scorer.LONGBENCH_CODE_SIM,
        new Source("longbench-code_sim", metrics + "`code_sim_score`, fuzzywuzzy 0.18.0"),
        answer,
        at("/expected/score"));
  }

  private void answers() {
    Function<JsonNode, ScoringInput> answers = row -> GoldenTie.texts(row, "prediction", "answers");
    Source squad = new Source("squad", "evaluate a7dd338 `metrics/squad/compute_score.py`");
    add(Scorer.SQUAD_EXACT_MATCH, squad, answers, at("/expected/exact_match"));
    add(Scorer.SQUAD_F1, squad, answers, at("/expected/f1"));
    Source hotpot = new Source("hotpot", "princeton-nlp/HELMET 4526dfb `utils.py`");
    add(Scorer.HOTPOT_F1, hotpot, answers, at("/expected/f1"));
    add(Scorer.SUBSTRING_EXACT_MATCH, hotpot, answers, at("/expected/substring_exact_match"));
    add(
        Scorer.X500_EXACT_MATCH,
        new Source("bleu-x500", "500xCompressor c85c1d7"),
        row -> GoldenTie.texts(row, "candidate", "reference"),
        at("/expected/metrics/exact_match"));
    Source ruler = new Source("ruler", "NVIDIA/RULER c3f5e3b `scripts/eval/evaluate.py`");
    add(Scorer.RULER_ALL, ruler, GoldenTies::onePrediction, percent("string_match_all"));
    add(Scorer.RULER_PART, ruler, GoldenTies::onePrediction, percent("string_match_part"));
    Source babilong = new Source("babilong", "booydar/babilong 7a6efee `babilong/metrics.py`");
    add(Scorer.BABILONG, babilong, GoldenTies::asked, at("/expected/correct"));
    add(Scorer.BABILONG_LAX, babilong, GoldenTies::asked, at("/expected/lax_copy"));
    add(
        Scorer.PREFIX_EXACT_MATCH,
        new Source("icae-em", "the rule of the ICAE paper, which has no code for it"),
        row -> GoldenTie.ids(row, "output_ids", "reference_ids"),
        at("/expected/em"));
    add(
        Scorer.EDIT_SIMILARITY,
        new Source("edit", "rapidfuzz 3.14.6 `Levenshtein.normalized_similarity`"),
        row -> GoldenTie.texts(row, "hyp", "ref"),
        at("/expected/normalized_similarity"));
  }

  private static ScoringInput onePrediction(JsonNode row) {
    return row.path("preds").size() == 1
        ? ScoringInput.ofTexts(row.at("/preds/0").textValue(), GoldenTie.texts(row.at("/refs/0")))
        : null;
  }

  /** RULER prints percent with two decimals; a row whose share these do not hold is left out. */
  private static Function<JsonNode, JsonNode> percent(String field) {
    return row -> {
      JsonNode printed = row.path("expected").path(field);
      boolean whole = printed.isNumber() && printed.doubleValue() % 25 == 0;
      return whole
          ? DoubleNode.valueOf(printed.doubleValue() / 100)
          : printed.has("error") ? printed : MissingNode.getInstance();
    };
  }

  private static ScoringInput asked(JsonNode row) {
    return row.has("output")
        ? GoldenTie.texts(row, "output", "target")
            .withQuestion(row.get("question").textValue())
            .withLabels(Babilong.labels(row.get("task").textValue()))
        : null;
  }

  private void passkeys() {
    passkey(
        Scorer.PASSKEY_LANDMARK,
        "epfml/landmark-attention d963e50 `llama/run_test.py`",
        "landmark");
    passkey(
        Scorer.PASSKEY_INFINITEBENCH,
        "OpenBMB/InfiniteBench 88b3daa `src/compute_scores.py`",
        "infinitebench");
    String beacon = "FlagOpen/FlagEmbedding 7ed43d6 `eval_passkey.py`";
    passkey(Scorer.PASSKEY_BEACON, beacon, "beacon_accuracy");
    passkey(Scorer.PASSKEY_BEACON_FUZZY, beacon, "beacon_fuzz");
    String longctx = "henryzhongsc/longctx_bench 72204d0 `eval_metrics.py`";
    passkey(Scorer.PASSKEY_LONGCTX_CONTAINED, longctx, "lcb_exact_list");
    passkey(Scorer.PASSKEY_LONGCTX_PARTIAL, longctx, "lcb_partial");
  }

  private void passkey(Scorer scorer, String reference, String field) {
    add(
        scorer,
        new Source("passkey-accuracy", reference),
        row -> GoldenTie.texts(row, "response", "key"),
        at("/expected/" + field));
  }

  private static Function<JsonNode, JsonNode> at(String path) {
    return row -> row.at(path);
  }
}
