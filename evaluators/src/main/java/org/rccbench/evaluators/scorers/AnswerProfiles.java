package org.rccbench.evaluators.scorers;

/** Short answers, and outputs against a reference as a whole. */
final class AnswerProfiles {
  static final Profile SQUAD_EXACT_MATCH =
      new Profile(
          "squad-exact-match",
          "exact_match|evaluate squad a7dd338",
          1,
          Comparison.texts(QuestionAnswering::exactMatch));
  static final Profile SQUAD_F1 =
      new Profile(
          "squad-f1", "f1|evaluate squad a7dd338", 1, Comparison.texts(QuestionAnswering::f1));
  static final Profile HOTPOT_F1 =
      new Profile(
          "hotpot-f1",
          "f1|helmet 4526dfb|yes, no, noanswer without partial credit",
          1,
          Comparison.texts((output, answer) -> QuestionAnswering.hotpot(output, answer).f1()));
  static final Profile SUBSTRING_EXACT_MATCH =
      new Profile(
          "substring-exact-match",
          "substring_exact_match|helmet 4526dfb",
          1,
          Comparison.texts(QuestionAnswering::substringMatch));
  static final Profile X500_EXACT_MATCH =
      new Profile(
          "x500-exact-match",
          "em|500xCompressor c85c1d7|stripped text",
          1,
          Comparison.rule(X500::exactMatch));
  static final Profile RULER_ALL =
      new Profile(
          "ruler-all",
          "string_match_all|ruler c3f5e3b",
          1,
          input -> Ruler.all(input.output().text(), input.referenceTexts()));
  static final Profile RULER_PART =
      new Profile(
          "ruler-part",
          "string_match_part|ruler c3f5e3b",
          1,
          input -> Ruler.any(input.output().text(), input.referenceTexts()));
  static final Profile BABILONG =
      new Profile(
          "babilong", "babilong 7a6efee|the target alone of the task's labels", 1, babilong());
  static final Profile BABILONG_LAX =
      new Profile(
          "babilong-lax",
          "babilong 7a6efee|babilong_utils: the target stands in the output",
          1,
          Comparison.firstOnly((output, target) -> Babilong.lax(target, output)));
  static final Profile PREFIX_EXACT_MATCH =
      new Profile(
          "prefix-exact-match",
          "em|icae|tok:ids|matching prefix / reference length",
          1,
          input -> PrefixMatch.best(input.output().ids(), input.referenceIds()));
  static final Profile EDIT_SIMILARITY =
      new Profile(
          "edit-similarity",
          "levenshtein normalized_similarity|rapidfuzz 3.14.6|code points",
          1,
          Comparison.texts(
              (output, reference) ->
                  EditDistance.ofText(output, reference).normalizedSimilarity()));

  private AnswerProfiles() {}

  private static Comparison babilong() {
    return input -> {
      if (input.labels().isEmpty() || input.question().isEmpty()) {
        throw new UndefinedScoreException(
            "TypeError", "babilong needs the question and the labels of its task");
      }
      return Comparison.firstOnly(
              (output, target) ->
                  Babilong.correct(
                      new Babilong.Case(target, input.question(), input.labels()), output))
          .score(input);
    };
  }
}
