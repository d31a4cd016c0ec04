package org.rccbench.evaluators;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.rccbench.models.PromptForm;

/**
 * A number hidden in filler (paper section 4.2 and appendix D). The question goes to the decoder:
 * as it is behind slots, after a line feed behind the context's own text. Samples of the same index
 * share their key in every cell, so cells are paired.
 */
final class Passkey implements Task {
  static final String NAME = "passkey";
  private static final int VERSION = 1;

  /** Of a guess among the numbers of five digits. */
  private static final double CHANCE = 1.0 / 90_000;

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
    // cells first: a flatMap of readings would make a whole row of contexts before the first
    return cells().stream().map(cell -> reading(subject, cell));
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

  private List<PasskeyCell> cells() {
    List<PasskeyCell> cells = new ArrayList<>();
    for (long length : options.lengths()) {
      for (double depth : options.depths()) {
        for (int sample = 0; sample < options.samples(); sample++) {
          long seed = Hash.seed(dataSeed, NAME, Integer.toString(sample));
          cells.add(new PasskeyCell(length, depth, seed));
        }
      }
    }
    return cells;
  }

  private Reading reading(Subject subject, PasskeyCell cell) {
    Example example;
    try {
      example = PasskeyGenerator.classic(subject.tokenizer(), cell);
    } catch (IllegalArgumentException e) {
      return unmade(cell, e.getMessage());
    }
    String prompt = PromptForm.behind(subject.compressed(), example.question());
    Request request =
        new Request(
            names(cell),
            cell.seed(),
            example.question(),
            Passage.of(subject.tokenizer().encode(prompt), prompt),
            List.of(Passage.ofText(example.answers().get(0))),
            Decoding.greedy(options.generate()),
            Optional.empty(),
            new Request.Remarks(
                Optional.empty(), Optional.empty(), new TreeMap<>(Map.of(Chance.DETAIL, CHANCE))));
    return new Reading(example.context(), List.of(request));
  }

  /** Where the length cannot be met there is nothing to read, and nothing to score. */
  private Reading unmade(PasskeyCell cell, String why) {
    Request request =
        new Request(
            names(cell),
            cell.seed(),
            "",
            Passage.ofText(""),
            Passage.ofText(""),
            Decoding.greedy(options.generate()),
            Optional.of(why));
    return new Reading(new TokenContext(new int[0]), List.of(request));
  }

  private static SortedMap<String, String> names(PasskeyCell cell) {
    String depth = BigDecimal.valueOf(cell.depthPercent()).stripTrailingZeros().toPlainString();
    return new TreeMap<>(Map.of("length", Long.toString(cell.tokens()), "depth", depth));
  }
}
