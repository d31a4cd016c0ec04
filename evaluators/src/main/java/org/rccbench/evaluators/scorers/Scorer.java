package org.rccbench.evaluators.scorers;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The scorer profiles. A profile's name is its key in {@code scores}, its signature says which
 * published scorer it equals, and higher is always better.
 */
public enum Scorer {
  /** BLEU-4 over token ids, the headline of text reconstruction; 0 to 1. */
  BLEU4_IDS_NLTK_METHOD1(
      "bleu4-ids-nltk-method1",
      "tok:ids|" + Rules.NLTK_METHOD1.signature(),
      1,
      (output, reference) ->
          OptionalDouble.of(Rules.NLTK_METHOD1.score(output.ids(), List.of(reference.ids())))),

  /** BLEU-4 over token ids without smoothing; 0 to 1, tiny but not 0 where an order is missing. */
  BLEU4_IDS_NLTK_NONE(
      "bleu4-ids-nltk-none",
      "tok:ids|" + Rules.NLTK_NONE.signature(),
      1,
      (output, reference) ->
          OptionalDouble.of(Rules.NLTK_NONE.score(output.ids(), List.of(reference.ids())))),

  /** BLEU-4 over token ids by sacrebleu's sums and smoothing; 0 to 100. */
  BLEU4_IDS_SACREBLEU_EXP(
      "bleu4-ids-sacrebleu-exp",
      "bleu|ids|" + Rules.SACREBLEU_IDS.signature(),
      100,
      (output, reference) ->
          OptionalDouble.of(Rules.SACREBLEU_IDS.ids(output.ids(), reference.ids()).score())),

  /** sacrebleu's sentence BLEU over decoded text; 0 to 100. */
  BLEU4_TEXT_SACREBLEU_13A(
      "bleu4-text-sacrebleu-13a",
      "bleu|sentence|" + Rules.SACREBLEU_TEXT.signature(),
      100,
      (output, reference) ->
          OptionalDouble.of(
              Rules.SACREBLEU_TEXT.sentence(output.text(), List.of(reference.text())).score())),

  /** Share of the reference that is right before the first wrong id; 0 to 1. */
  PREFIX_EXACT_MATCH(
      "prefix-exact-match",
      "em|icae|tok:ids|matching prefix / reference length",
      1,
      (output, reference) -> PrefixMatch.score(output.ids(), reference.ids())),

  /** Pass key by the landmark rule; 0 or 1. */
  PASSKEY_LANDMARK(
      "passkey-landmark",
      "passkey|landmark-attention d963e50|first integer, digits of any script",
      1,
      (output, reference) ->
          OptionalDouble.of(PasskeyRules.landmark(output.text(), reference.text()) ? 1 : 0)),

  /** Pass key by the InfiniteBench rule; 0 or 1. */
  PASSKEY_INFINITEBENCH(
      "passkey-infinitebench",
      "passkey|infinitebench 88b3daa|first run of ASCII digits",
      1,
      (output, reference) ->
          OptionalDouble.of(PasskeyRules.infiniteBench(output.text(), reference.text()) ? 1 : 0));

  private final String profile;
  private final String signature;
  private final double best;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Comparison comparison;

  Scorer(String profile, String signature, double best, Comparison comparison) {
    this.profile = profile;
    this.signature = signature;
    this.best = best;
    this.comparison = comparison;
  }

  /**
   * The profile of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static Scorer named(String profile) {
    return Arrays.stream(values())
        .filter(s -> s.profile.equals(profile))
        .findFirst()
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

  /** The name in scores. */
  public String profile() {
    return profile;
  }

  /** The name of this profile over the first {@code length} tokens. */
  public String profile(int length) {
    return profile + "@" + length;
  }

  /** What is computed, in one line. */
  public String signature() {
    return signature;
  }

  /** The score of a perfect output, without rounding: 1 or 100. */
  public double best() {
    return best;
  }

  /** Scores an output; empty where the profile gives no number, which is never 0. */
  public OptionalDouble score(Passage output, Passage reference) {
    return comparison.score(output, reference);
  }

  private interface Comparison {
    OptionalDouble score(Passage output, Passage reference);
  }

  /** Configurations live here because an enum's constants are made before its static fields. */
  private static final class Rules {
    static final NltkBleu NLTK_METHOD1 = new NltkBleu(4, NltkBleu.Smoothing.METHOD1);
    static final NltkBleu NLTK_NONE = new NltkBleu(4, NltkBleu.Smoothing.NONE);
    static final SacreBleu SACREBLEU_IDS =
        new SacreBleu(BleuTokenizer.NONE, Smoothing.EXP, false, false);
    static final SacreBleu SACREBLEU_TEXT =
        new SacreBleu(BleuTokenizer.MTEVAL_13A, Smoothing.EXP, true, false);

    private Rules() {}
  }
}
