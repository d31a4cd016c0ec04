package org.rccbench.evaluators;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rccbench.datasets.Dataset;
import org.rccbench.datasets.Example;
import org.rccbench.datasets.PasskeyCell;
import org.rccbench.datasets.PasskeyGenerator;
import org.rccbench.datasets.TokenContext;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.evaluators.scorers.PasskeyRules;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.models.Decoding;

/**
 * A number hidden in filler (paper section 4.2 and appendix D). The question goes to the decoder:
 * as it is behind slots, after a line feed behind the context's own text. Samples of the same index
 * share their key in every cell, so cells are paired.
 */
final class Passkey implements Task {
  static final String NAME = "passkey";
  private static final int VERSION = 1;

  private final PasskeyOptions options;
  private final long dataSeed;

  Passkey(PasskeyOptions options, long dataSeed) {
    this.options = options;
    this.dataSeed = dataSeed;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public List<Scorer> scorers() {
    return List.of(Scorer.PASSKEY_LANDMARK, Scorer.PASSKEY_INFINITEBENCH);
  }

  @Override
  public long size() {
    return (long) options.lengths().size() * options.depths().size() * options.samples();
  }

  @Override
  public Optional<Dataset> dataset() {
    return Optional.empty();
  }

  @Override
  public Stream<Reading> readings(Subject subject) {
    return options.lengths().stream()
        .flatMap(
            length ->
                options.depths().stream()
                    .flatMap(
                        depth ->
                            IntStream.range(0, options.samples())
                                .mapToObj(i -> reading(subject, cell(length, depth, i)))));
  }

  @Override
  public Judgement judge(Request request, Passage output, Subject subject) {
    SortedMap<String, Double> scores = new TreeMap<>();
    for (Scorer scorer : scorers()) {
      scorer
          .score(output, request.reference())
          .ifPresent(score -> scores.put(scorer.profile(), score));
    }
    return new Judgement(scores, PasskeyRules.firstDigits(output.text()).orElse(null));
  }

  private PasskeyCell cell(long length, double depth, int sample) {
    return new PasskeyCell(length, depth, Hash.seed(dataSeed, NAME, Integer.toString(sample)));
  }

  private Reading reading(Subject subject, PasskeyCell cell) {
    try {
      Example example = PasskeyGenerator.classic(subject.tokenizer(), cell);
      String prompt = subject.compressed() ? example.question() : "\n" + example.question();
      Passage asked = Passage.of(subject.tokenizer().encode(prompt), prompt);
      Passage key = Passage.ofText(example.answers().get(0));
      return new Reading(
          example.context(),
          List.of(request(cell, example.question(), asked, key, Optional.empty())));
    } catch (IllegalArgumentException e) {
      // the length cannot be met; there is nothing to read, and nothing to score
      Passage nothing = Passage.ofText("");
      return new Reading(
          new TokenContext(new int[0]),
          List.of(request(cell, "", nothing, nothing, Optional.of(e.getMessage()))));
    }
  }

  private Request request(
      PasskeyCell cell, String question, Passage prompt, Passage key, Optional<String> skip) {
    Map<String, String> names =
        Map.of(
            "length",
            Long.toString(cell.tokens()),
            "depth",
            BigDecimal.valueOf(cell.depthPercent()).stripTrailingZeros().toPlainString());
    return new Request(
        new TreeMap<>(names),
        cell.seed(),
        question,
        prompt,
        key,
        Decoding.greedy(options.generate()),
        skip);
  }
}
