package org.rccbench.evaluators.scorers;

import java.util.List;
import java.util.function.Function;

/** BLEU over ids and texts. */
final class BleuProfiles {
  private static final NltkBleu NLTK_METHOD1 = new NltkBleu(4, NltkBleu.Smoothing.METHOD1);
  private static final NltkBleu NLTK_NONE = new NltkBleu(4, NltkBleu.Smoothing.NONE);
  private static final ComputeBleu EVALUATE = new ComputeBleu(4, false);
  private static final SacreBleu SACRE_IDS =
      new SacreBleu(BleuTokenizer.NONE, Smoothing.EXP, false, false);
  static final Profile BLEU4_IDS_NLTK_METHOD1 =
      new Profile(
          "bleu4-ids-nltk-method1",
          "tok:ids|" + NLTK_METHOD1.signature(),
          1,
          input -> NLTK_METHOD1.score(input.output().ids(), input.referenceIds()));
  static final Profile BLEU4_IDS_NLTK_NONE =
      new Profile(
          "bleu4-ids-nltk-none",
          "tok:ids|" + NLTK_NONE.signature(),
          1,
          input -> NLTK_NONE.score(input.output().ids(), input.referenceIds()));
  static final Profile BLEU4_IDS_SACREBLEU_EXP =
      new Profile(
          "bleu4-ids-sacrebleu-exp",
          "bleu|ids|" + SACRE_IDS.signature(),
          100,
          input -> SACRE_IDS.ids(input.output().ids(), input.referenceIds()).score());
  static final Profile BLEU4_TEXT_SACREBLEU_13A = sacre(BleuTokenizer.MTEVAL_13A);
  static final Profile BLEU4_TEXT_SACREBLEU_INTL = sacre(BleuTokenizer.INTL);
  static final Profile BLEU4_TEXT_SACREBLEU_CHAR = sacre(BleuTokenizer.CHAR);
  static final Profile BLEU4_TEXT_SACREBLEU_NONE = sacre(BleuTokenizer.NONE);
  static final Profile BLEU4_TEXT_NLTK_NONE =
      new Profile(
          "bleu4-text-nltk-none",
          "tok:split|" + NLTK_NONE.signature(),
          1,
          nltk(NLTK_NONE, NltkBleu::words));
  static final Profile BLEU4_TEXT_NLTK_METHOD1 =
      new Profile(
          "bleu4-text-nltk-method1",
          "tok:split|" + NLTK_METHOD1.signature(),
          1,
          nltk(NLTK_METHOD1, NltkBleu::words));
  static final Profile BLEU4_CHARACTERS_NLTK_NONE =
      new Profile(
          "bleu4-characters-nltk-none",
          "tok:code points|" + NLTK_NONE.signature(),
          1,
          nltk(NLTK_NONE, NltkBleu::characters));
  static final Profile BLEU4_TEXT_EVALUATE =
      new Profile(
          "bleu4-text-evaluate",
          EVALUATE.signature(),
          1,
          input ->
              EVALUATE
                  .corpus(List.of(input.output().text()), List.of(input.referenceTexts()))
                  .bleu());
  static final Profile X500_NO_SPLIT =
      new Profile(
          "x500-no-split",
          "500xCompressor c85c1d7|tok:nltk preserve_line|" + NLTK_METHOD1.signature(),
          1,
          nltk(NLTK_METHOD1, X500::words));

  private BleuProfiles() {}

  private static Comparison nltk(NltkBleu bleu, Function<String, List<String>> tokens) {
    return input ->
        bleu.score(
            tokens.apply(input.output().text()),
            input.referenceTexts().stream().map(tokens).toList());
  }

  private static Profile sacre(BleuTokenizer tokenizer) {
    SacreBleu bleu = new SacreBleu(tokenizer, Smoothing.EXP, true, false);
    return new Profile(
        "bleu4-text-sacrebleu-" + tokenizer.label(),
        "bleu|sentence|" + bleu.signature(),
        100,
        input -> bleu.sentence(input.output().text(), input.referenceTexts()).score());
  }
}
