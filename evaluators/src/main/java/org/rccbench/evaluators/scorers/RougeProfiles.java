package org.rccbench.evaluators.scorers;

import java.util.function.Function;

/** ROUGE of both packages. */
final class RougeProfiles {
  static final Profile ROUGE_1_GOOGLE =
      new Profile(
          "rouge-1-google",
          "rouge|rouge-score 0.1.2|rouge1|stemmer:no|f",
          1,
          google(false, GoogleRouge.Type.ROUGE1));
  static final Profile ROUGE_2_GOOGLE =
      new Profile(
          "rouge-2-google",
          "rouge|rouge-score 0.1.2|rouge2|stemmer:no|f",
          1,
          google(false, GoogleRouge.Type.ROUGE2));
  static final Profile ROUGE_L_GOOGLE =
      new Profile(
          "rouge-l-google",
          "rouge|rouge-score 0.1.2|rougeL|stemmer:no|f",
          1,
          google(false, GoogleRouge.Type.ROUGE_L));
  static final Profile ROUGE_LSUM_GOOGLE =
      new Profile(
          "rouge-lsum-google",
          "rouge|rouge-score 0.1.2|rougeLsum|stemmer:no|f",
          1,
          google(false, GoogleRouge.Type.ROUGE_L_SUM));
  static final Profile ROUGE_1_GOOGLE_STEM =
      new Profile(
          "rouge-1-google-stem",
          "rouge|rouge-score 0.1.2|rouge1|stemmer:nltk porter|f",
          1,
          google(true, GoogleRouge.Type.ROUGE1));
  static final Profile ROUGE_2_GOOGLE_STEM =
      new Profile(
          "rouge-2-google-stem",
          "rouge|rouge-score 0.1.2|rouge2|stemmer:nltk porter|f",
          1,
          google(true, GoogleRouge.Type.ROUGE2));
  static final Profile ROUGE_L_GOOGLE_STEM =
      new Profile(
          "rouge-l-google-stem",
          "rouge|rouge-score 0.1.2|rougeL|stemmer:nltk porter|f",
          1,
          google(true, GoogleRouge.Type.ROUGE_L));
  static final Profile ROUGE_LSUM_GOOGLE_STEM =
      new Profile(
          "rouge-lsum-google-stem",
          "rouge|rouge-score 0.1.2|rougeLsum|stemmer:nltk porter|f",
          1,
          google(true, GoogleRouge.Type.ROUGE_L_SUM));
  static final Profile ROUGE_1_PLTRDY =
      new Profile(
          "rouge-1-pltrdy",
          "rouge|rouge 1.0.1|rouge-1|sets of words|f",
          1,
          pltrdy(pair -> pair.ngrams(1)));
  static final Profile ROUGE_2_PLTRDY =
      new Profile(
          "rouge-2-pltrdy",
          "rouge|rouge 1.0.1|rouge-2|sets of words|f",
          1,
          pltrdy(pair -> pair.ngrams(2)));
  static final Profile ROUGE_L_PLTRDY =
      new Profile(
          "rouge-l-pltrdy",
          "rouge|rouge 1.0.1|rouge-l|sets of words|f",
          1,
          pltrdy(PltrdyRouge::longestCommon));

  private RougeProfiles() {}

  private static Comparison google(boolean stemmed, GoogleRouge.Type type) {
    GoogleRouge rouge = new GoogleRouge(stemmed);
    return input -> rouge.best(type, input.output().text(), input.referenceTexts()).f();
  }

  static Comparison pltrdy(Function<PltrdyRouge, RougeScore> type) {
    return Comparison.texts(
        (output, reference) -> type.apply(new PltrdyRouge(output, reference)).f());
  }
}
