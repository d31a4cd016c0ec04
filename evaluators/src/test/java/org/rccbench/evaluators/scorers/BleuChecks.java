package org.rccbench.evaluators.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rccbench.evaluators.golden.Expected;
import org.rccbench.evaluators.golden.GoldenRow;

/** Every BLEU, token for token and score for score. */
public final class BleuChecks {

  private BleuChecks() {}

  public static Map<String, Consumer<GoldenRow>> byFile() {
    Map<String, Consumer<GoldenRow>> checks = new HashMap<>();
    checks.put("bleu-sacrebleu-tokens.jsonl", BleuChecks::tokens);
    checks.put("bleu-sacrebleu-sentence.jsonl", BleuChecks::sentence);
    checks.put("bleu-sacrebleu-corpus.jsonl", BleuChecks::corpus);
    checks.put("bleu-sacrebleu-bootstrap.jsonl", SacreBleuResamplingChecks::bootstrap);
    checks.put("bleu-sacrebleu-paired.jsonl", SacreBleuResamplingChecks::paired);
    checks.put("bleu-nltk-sentence.jsonl", BleuChecks::nltkSentence);
    checks.put("bleu-nltk-corpus.jsonl", BleuChecks::nltkCorpus);
    checks.put("bleu-token-ids.jsonl", BleuChecks::tokenIds);
    checks.put("bleu-hf.jsonl", BleuChecks::evaluate);
    checks.put("bleu-x500.jsonl", X500Checks::scores);
    checks.put("tokens-nltk.jsonl", X500Checks::tokens);
    return checks;
  }

  private static void tokens(GoldenRow row) {
    Expected expected = row.expected();
    for (String name : expected.names()) {
      expected.same(name, BleuTokenizer.named(name).tokens(row.text("text")));
    }
  }

  private static void sentence(GoldenRow row) {
    for (Expected expected : row.answer().items("expected")) {
      compare(
          configured(expected.text("cfg")).sentence(row.text("hyp"), row.texts("refs")), expected);
    }
  }

  private static void corpus(GoldenRow row) {
    List<String> hypotheses = row.texts("hyps");
    List<List<String>> references = bySegment(row.input("refs"), hypotheses.size());
    for (Expected expected : row.answer().items("expected")) {
      SacreBleu bleu = configured(expected.text("cfg"));
      Bleu score = bleu.corpus(hypotheses, references);
      compare(score, expected);
      expected.same("signature", bleu.signature(references));
      expected.same("text", score.line(bleu.signature(references)));
    }
  }

  private static void nltkSentence(GoldenRow row) {
    Expected expected = row.expected();
    for (String field : expected.names()) {
      String[] parts = field.split(":", -1);
      NltkBleu bleu = nltk(parts);
      boolean characters = parts[0].equals("char");
      List<String> hypothesis = nltkTokens(row.text("hyp"), characters);
      List<List<String>> references =
          row.texts("refs").stream().map(text -> nltkTokens(text, characters)).toList();
      expected.close(
          field,
          parts[0].equals("auto_reweigh")
              ? bleu.reweighed(hypothesis, references)
              : bleu.score(hypothesis, references));
    }
  }

  private static void nltkCorpus(GoldenRow row) {
    List<List<String>> hypotheses = row.texts("hyps").stream().map(NltkBleu::words).toList();
    List<List<List<String>>> references =
        row.lists("refs").stream()
            .map(segment -> segment.stream().map(NltkBleu::words).toList())
            .toList();
    Expected expected = row.expected();
    for (String field : expected.names()) {
      NltkBleu bleu = nltk(field.split(":", -1));
      expected.close(
          field,
          field.startsWith("mean_of_sentences")
              ? meanOfSentences(bleu, hypotheses, references)
              : bleu.corpus(hypotheses, references));
    }
  }

  private static double meanOfSentences(
      NltkBleu bleu, List<List<String>> hypotheses, List<List<List<String>>> references) {
    double sum = 0;
    for (int i = 0; i < hypotheses.size(); i++) {
      sum += bleu.score(hypotheses.get(i), references.get(i));
    }
    return sum / hypotheses.size();
  }

  /** {@code none}, {@code method3}, {@code bleu2:none}, {@code char:none} and so on. */
  private static NltkBleu nltk(String[] parts) {
    int orders =
        switch (parts[0]) {
          case "bleu1" -> 1;
          case "bleu2" -> 2;
          case "char", "auto_reweigh", "mean_of_sentences" -> 4;
          default -> parts.length == 1 ? 4 : 0;
        };
    NltkBleu.Smoothing smoothing =
        Stream.of(NltkBleu.Smoothing.values())
            .filter(s -> s.name().equalsIgnoreCase(parts[parts.length - 1]))
            .findFirst()
            .orElseThrow(() -> new AssertionError("unknown method " + List.of(parts)));
    return new NltkBleu(orders, smoothing);
  }

  private static List<String> nltkTokens(String text, boolean characters) {
    return characters ? NltkBleu.characters(text) : NltkBleu.words(text);
  }

  private static void tokenIds(GoldenRow row) {
    Passage hypothesis = new Passage(row.ids("hyp"), "");
    Passage reference = new Passage(row.ids("ref"), "");
    List<List<Integer>> references = List.of(reference.ids());
    Expected expected = row.expected();
    compare(
        new SacreBleu(BleuTokenizer.NONE, Smoothing.EXP, false, false)
            .ids(hypothesis.ids(), references),
        expected.child("sacrebleu_exp"));
    expected.close(
        "sacrebleu_none",
        new SacreBleu(BleuTokenizer.NONE, Smoothing.NONE, false, false)
            .ids(hypothesis.ids(), references)
            .score());
    expected.close(
        "sacrebleu_exp_eff",
        new SacreBleu(BleuTokenizer.NONE, Smoothing.EXP, true, false)
            .ids(hypothesis.ids(), references)
            .score());
    expected.close(
        "nltk_none", Scorer.BLEU4_IDS_NLTK_NONE.score(hypothesis, reference).getAsDouble());
    expected.close(
        "nltk_method1", Scorer.BLEU4_IDS_NLTK_METHOD1.score(hypothesis, reference).getAsDouble());
  }

  private static void evaluate(GoldenRow row) {
    List<String> hypotheses = row.texts("predictions");
    List<List<String>> references = row.lists("references");
    for (String field : row.expected().names()) {
      ComputeBleu bleu =
          switch (field) {
            case "smooth=False" -> new ComputeBleu(4, false);
            case "smooth=True" -> new ComputeBleu(4, true);
            case "max_order=2" -> new ComputeBleu(2, false);
            default -> throw new AssertionError("unknown configuration " + field);
          };
      if (row.expected().raises(field)) {
        row.expected().raised(field, () -> bleu.corpus(hypotheses, references));
      } else {
        compare(bleu.corpus(hypotheses, references), row.expected().child(field));
      }
    }
  }

  private static void compare(ComputeBleu.Result actual, Expected expected) {
    expected.close("bleu", actual.bleu());
    expected.same("precisions", actual.precisions());
    expected.close("brevity_penalty", actual.brevityPenalty());
    expected.same("length_ratio", actual.lengthRatio());
    expected.same("translation_length", actual.hypothesisLength());
    expected.same("reference_length", actual.referenceLength());
  }

  static SacreBleu configured(String cfg) {
    String[] parts = cfg.split("\\|", -1);
    return new SacreBleu(
        BleuTokenizer.named(parts[0]),
        Smoothing.parse(parts[1]),
        parts[2].equals("yes"),
        parts[3].equals("lc"));
  }

  /** Golden references stand by stream; a null in a stream is no reference of that segment. */
  static List<List<String>> bySegment(JsonNode streams, int segments) {
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

  static void compare(Bleu actual, Expected expected) {
    expected.close("score", actual.score());
    expected.close("bp", actual.brevityPenalty());
    expected.same("precisions", actual.precisions());
    expected.same("counts", actual.counts());
    expected.same("totals", actual.totals());
    expected.same("sys_len", actual.hypothesisLength());
    expected.same("ref_len", actual.referenceLength());
  }
}
