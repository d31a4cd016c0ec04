package org.rccbench.evaluators.scorers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The scorer profiles. A profile's name is its key in {@code scores}, its signature says which
 * published scorer it equals, and higher is always better. Unless its code defines it otherwise, a
 * profile counts the best one of several references.
 */
public enum Scorer {
  /** BLEU-4 over token ids, the headline of text reconstruction. */
  BLEU4_IDS_NLTK_METHOD1(BleuProfiles.BLEU4_IDS_NLTK_METHOD1),

  /** BLEU-4 over token ids without smoothing: tiny, not 0, where an order is missing. */
  BLEU4_IDS_NLTK_NONE(BleuProfiles.BLEU4_IDS_NLTK_NONE),

  /** BLEU-4 over token ids by sacrebleu's sums and smoothing. */
  BLEU4_IDS_SACREBLEU_EXP(BleuProfiles.BLEU4_IDS_SACREBLEU_EXP),

  /** sacrebleu's sentence BLEU over decoded text. */
  BLEU4_TEXT_SACREBLEU_13A(BleuProfiles.BLEU4_TEXT_SACREBLEU_13A),

  /** The same with sacrebleu's tokenizer intl. */
  BLEU4_TEXT_SACREBLEU_INTL(BleuProfiles.BLEU4_TEXT_SACREBLEU_INTL),

  /** The same with sacrebleu's tokenizer char. */
  BLEU4_TEXT_SACREBLEU_CHAR(BleuProfiles.BLEU4_TEXT_SACREBLEU_CHAR),

  /** The same with sacrebleu's tokenizer none. */
  BLEU4_TEXT_SACREBLEU_NONE(BleuProfiles.BLEU4_TEXT_SACREBLEU_NONE),

  /** nltk's sentence BLEU over words, without smoothing. */
  BLEU4_TEXT_NLTK_NONE(BleuProfiles.BLEU4_TEXT_NLTK_NONE),

  /** nltk's sentence BLEU over words, method 1. */
  BLEU4_TEXT_NLTK_METHOD1(BleuProfiles.BLEU4_TEXT_NLTK_METHOD1),

  /** nltk's BLEU over code points, as one toolkit computes by accident. */
  BLEU4_CHARACTERS_NLTK_NONE(BleuProfiles.BLEU4_CHARACTERS_NLTK_NONE),

  /** BLEU of the package evaluate; none of empty texts. */
  BLEU4_TEXT_EVALUATE(BleuProfiles.BLEU4_TEXT_EVALUATE),

  /** 500xCompressor's BLEU without its sentence split, which needs Punkt's tables. */
  X500_NO_SPLIT(BleuProfiles.X500_NO_SPLIT),

  /** Google's rouge1, F of the best reference. */
  ROUGE_1_GOOGLE(RougeProfiles.ROUGE_1_GOOGLE),

  /** Google's rouge2, F of the best reference. */
  ROUGE_2_GOOGLE(RougeProfiles.ROUGE_2_GOOGLE),

  /** Google's rougeL, F of the best reference. */
  ROUGE_L_GOOGLE(RougeProfiles.ROUGE_L_GOOGLE),

  /** Google's rougeLsum, F of the best reference. */
  ROUGE_LSUM_GOOGLE(RougeProfiles.ROUGE_LSUM_GOOGLE),

  /** Google's rouge1 over stems, F of the best reference. */
  ROUGE_1_GOOGLE_STEM(RougeProfiles.ROUGE_1_GOOGLE_STEM),

  /** Google's rouge2 over stems, F of the best reference. */
  ROUGE_2_GOOGLE_STEM(RougeProfiles.ROUGE_2_GOOGLE_STEM),

  /** Google's rougeL over stems, F of the best reference. */
  ROUGE_L_GOOGLE_STEM(RougeProfiles.ROUGE_L_GOOGLE_STEM),

  /** Google's rougeLsum over stems, F of the best reference. */
  ROUGE_LSUM_GOOGLE_STEM(RougeProfiles.ROUGE_LSUM_GOOGLE_STEM),

  /** pltrdy's rouge-1; none of texts without words. */
  ROUGE_1_PLTRDY(RougeProfiles.ROUGE_1_PLTRDY),

  /** pltrdy's rouge-2; none of texts without words. */
  ROUGE_2_PLTRDY(RougeProfiles.ROUGE_2_PLTRDY),

  /** pltrdy's rouge-l; none of texts without words. */
  ROUGE_L_PLTRDY(RougeProfiles.ROUGE_L_PLTRDY),

  /** LongBench's word F1. */
  LONGBENCH_QA_F1(LongBenchProfiles.LONGBENCH_QA_F1),

  /** LongBench's ROUGE, 0 from about 1,000 words in a row on. */
  LONGBENCH_ROUGE_L(LongBenchProfiles.LONGBENCH_ROUGE_L),

  /** The same for texts of any length. */
  LONGBENCH_ROUGE_L_FIXED(LongBenchProfiles.LONGBENCH_ROUGE_L_FIXED),

  /** LongBench's classification, which skips items of the list that it shortens. */
  LONGBENCH_CLASSIFICATION(LongBenchProfiles.LONGBENCH_CLASSIFICATION),

  /** The same without skipping. */
  LONGBENCH_CLASSIFICATION_FIXED(LongBenchProfiles.LONGBENCH_CLASSIFICATION_FIXED),

  /** LongBench's share of right paragraph numbers. */
  LONGBENCH_RETRIEVAL(LongBenchProfiles.LONGBENCH_RETRIEVAL),

  /** The same of Chinese answers. */
  LONGBENCH_RETRIEVAL_ZH(LongBenchProfiles.LONGBENCH_RETRIEVAL_ZH),

  /** LongBench's share of right numbers. */
  LONGBENCH_COUNT(LongBenchProfiles.LONGBENCH_COUNT),

  /** LongBench's similarity of a line of code. */
  LONGBENCH_CODE_SIM(LongBenchProfiles.LONGBENCH_CODE_SIM),

  /** The same with frequent characters of long answers counted. */
  LONGBENCH_CODE_SIM_FIXED(LongBenchProfiles.LONGBENCH_CODE_SIM_FIXED),

  /** SQuAD's exact match. */
  SQUAD_EXACT_MATCH(AnswerProfiles.SQUAD_EXACT_MATCH),

  /** SQuAD's word F1. */
  SQUAD_F1(AnswerProfiles.SQUAD_F1),

  /** HotpotQA's word F1. */
  HOTPOT_F1(AnswerProfiles.HOTPOT_F1),

  /** HELMET's containment of the normalised answer. */
  SUBSTRING_EXACT_MATCH(AnswerProfiles.SUBSTRING_EXACT_MATCH),

  /** 500xCompressor's exact match. */
  X500_EXACT_MATCH(AnswerProfiles.X500_EXACT_MATCH),

  /** RULER's share of references found. */
  RULER_ALL(AnswerProfiles.RULER_ALL),

  /** RULER's any reference found. */
  RULER_PART(AnswerProfiles.RULER_PART),

  /** babilong's strict rule over the question and the task's labels. */
  BABILONG(AnswerProfiles.BABILONG),

  /** babilong's laxer copy. */
  BABILONG_LAX(AnswerProfiles.BABILONG_LAX),

  /** Share of the reference that is right before the first wrong id. */
  PREFIX_EXACT_MATCH(AnswerProfiles.PREFIX_EXACT_MATCH),

  /** 1 less the edit distance over the longer length. */
  EDIT_SIMILARITY(AnswerProfiles.EDIT_SIMILARITY),

  /** Pass key by the landmark rule. */
  PASSKEY_LANDMARK(PasskeyProfiles.PASSKEY_LANDMARK),

  /** Pass key by the InfiniteBench rule. */
  PASSKEY_INFINITEBENCH(PasskeyProfiles.PASSKEY_INFINITEBENCH),

  /** Pass key by Activation Beacon's rule. */
  PASSKEY_BEACON(PasskeyProfiles.PASSKEY_BEACON),

  /** Activation Beacon's partial credit. */
  PASSKEY_BEACON_FUZZY(PasskeyProfiles.PASSKEY_BEACON_FUZZY),

  /** The "exact" rule of longctx_bench. */
  PASSKEY_LONGCTX_CONTAINED(PasskeyProfiles.PASSKEY_LONGCTX_CONTAINED),

  /** The partial credit of longctx_bench. */
  PASSKEY_LONGCTX_PARTIAL(PasskeyProfiles.PASSKEY_LONGCTX_PARTIAL);

  @SuppressWarnings("ImmutableEnumChecker") // its function has no state
  private final Profile rules;

  Scorer(Profile rules) {
    this.rules = rules;
  }

  /**
   * The profile of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static Scorer named(String profile) {
    return find(profile)
        .filter(scorer -> scorer.profile().equals(profile))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown scorer profile \""
                        + profile
                        + "\"; known: "
                        + Arrays.stream(values())
                            .map(Scorer::profile)
                            .collect(Collectors.joining(", "))));
  }

  /** The profile of a key in scores, whether over a whole output or over its first tokens. */
  public static Optional<Scorer> find(String key) {
    int at = key.lastIndexOf('@');
    String name = at < 0 ? key : key.substring(0, at);
    return Arrays.stream(values()).filter(s -> s.rules.name().equals(name)).findFirst();
  }

  /** The name in scores. */
  public String profile() {
    return rules.name();
  }

  /** The name of this profile over the first {@code length} tokens. */
  public String profile(int length) {
    return rules.name() + "@" + length;
  }

  /** What is computed, in one line. */
  public String signature() {
    return rules.signature();
  }

  /** The score of a perfect output, without rounding: 1 or 100. */
  public double best() {
    return rules.best();
  }

  /** Whether token ids are compared, and not texts. */
  public boolean comparesIds() {
    return switch (this) {
      case BLEU4_IDS_NLTK_METHOD1,
          BLEU4_IDS_NLTK_NONE,
          BLEU4_IDS_SACREBLEU_EXP,
          PREFIX_EXACT_MATCH ->
          true;
      default -> false;
    };
  }

  /** Scores an output; empty where the profile gives no number, which is never 0. */
  public OptionalDouble score(ScoringInput input) {
    try {
      return OptionalDouble.of(rules.comparison().score(input));
    } catch (UndefinedScoreException e) {
      return OptionalDouble.empty();
    }
  }

  /** Scores an output against one reference. */
  public OptionalDouble score(Passage output, Passage reference) {
    return score(ScoringInput.of(output, List.of(reference)));
  }

  /**
   * Scores an output that must have a score.
   *
   * @throws UndefinedScoreException if the profile gives no number; the message says why
   */
  public double require(ScoringInput input) {
    return rules.comparison().score(input);
  }
}
