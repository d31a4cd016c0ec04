package org.rccbench.evaluators.scorers;

import java.util.List;

/** LongBench's scores, and fixed ones where the original has a defect. */
final class LongBenchProfiles {
  static final Profile LONGBENCH_QA_F1 =
      new Profile(
          "longbench-qa-f1", "qa_f1|longbench 2e00731", 1, Comparison.texts(QuestionAnswering::f1));
  static final Profile LONGBENCH_ROUGE_L =
      new Profile(
          "longbench-rouge-l",
          "rouge_score|longbench 2e00731|0 where rouge 1.0.1 raises, recursion included",
          1,
          Comparison.texts(LongBench::rougeL));
  static final Profile LONGBENCH_ROUGE_L_FIXED =
      new Profile(
          "longbench-rouge-l-fixed",
          "rouge_score|longbench 2e00731|fixed: no recursion, none without words",
          1,
          RougeProfiles.pltrdy(PltrdyRouge::longestCommon));
  static final Profile LONGBENCH_CLASSIFICATION =
      new Profile(
          "longbench-classification",
          "classification_score|longbench 2e00731",
          1,
          classification(LongBench::classification));
  static final Profile LONGBENCH_CLASSIFICATION_FIXED =
      new Profile(
          "longbench-classification-fixed",
          "classification_score|longbench 2e00731|fixed: no item skipped",
          1,
          classification(LongBench::classificationFixed));
  static final Profile LONGBENCH_RETRIEVAL =
      new Profile(
          "longbench-retrieval",
          "retrieval_score|longbench 2e00731",
          1,
          Comparison.texts(LongBench::retrieval));
  static final Profile LONGBENCH_RETRIEVAL_ZH =
      new Profile(
          "longbench-retrieval-zh",
          "retrieval_zh_score|longbench 2e00731",
          1,
          Comparison.texts(LongBench::retrievalChinese));
  static final Profile LONGBENCH_COUNT =
      new Profile(
          "longbench-count",
          "count_score|longbench 2e00731",
          1,
          Comparison.texts(LongBench::count));
  static final Profile LONGBENCH_CODE_SIM =
      new Profile(
          "longbench-code-sim",
          "code_sim_score|longbench 2e00731|difflib",
          1,
          Comparison.texts(CodeSimilarity::score));
  static final Profile LONGBENCH_CODE_SIM_FIXED =
      new Profile(
          "longbench-code-sim-fixed",
          "code_sim_score|longbench 2e00731|difflib|fixed: no autojunk",
          1,
          Comparison.texts(CodeSimilarity::fixed));

  private LongBenchProfiles() {}

  private static Comparison classification(Classification rule) {
    return input -> {
      if (input.labels().isEmpty()) {
        throw new UndefinedScoreException(
            "TypeError", "classification needs all classes of the data set as labels");
      }
      return Comparison.texts((output, reference) -> rule.score(output, reference, input.labels()))
          .score(input);
    };
  }

  private interface Classification {
    double score(String prediction, String answer, List<String> classes);
  }
}
