package org.rccbench.evaluators;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rccbench.datasets.Dataset;
import org.rccbench.datasets.Example;
import org.rccbench.datasets.PasskeyCell;
import org.rccbench.datasets.PasskeyFiller;
import org.rccbench.datasets.PasskeyGenerator;
import org.rccbench.datasets.TokenContext;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.evaluators.scorers.PasskeyRules;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.evaluators.statistics.RepeatedLooks;
import org.rccbench.models.Decoding;
import org.rccbench.models.PromptForm;
import org.rccbench.models.Tokenizer;

/**
 * A number hidden in filler (paper section 4.2 and appendix D). The question goes to the decoder:
 * as it is behind slots, after a line feed behind the context's own text. Every sample has a key
 * and a filler of its own, from a world that no training has seen.
 */
final class Passkey implements Task {
  static final String NAME = "passkey";
  private static final int VERSION = 2;

  /** Of a guess among the numbers of five digits. */
  private static final double CHANCE = 1.0 / 90_000;

  private static final List<Integer> LOOKS = RepeatedLooks.PASSKEY.counts();

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
    return (long) cells().size() * options.samples();
  }

  @Override
  public Optional<Dataset> dataset() {
    return Optional.empty();
  }

  @Override
  public Stream<Reading> readings(Subject subject) {
    return readings(subject, cells(), 0, options.samples());
  }

  @Override
  public int rounds() {
    return options.adaptive() == null ? 1 : LOOKS.size();
  }

  @Override
  public Stream<Reading> round(Subject subject, int round, List<SampleLine> before) {
    if (options.adaptive() == null) {
      return readings(subject);
    }
    if (round == 0) {
      return readings(subject, cells(), 0, LOOKS.get(0));
    }
    Map<SortedMap<String, String>, List<SampleLine>> lines = byCell(before);
    List<Cell> open = cells().stream().filter(cell -> goesOn(of(cell, lines))).toList();
    return readings(subject, open, LOOKS.get(round - 1), LOOKS.get(round));
  }

  @Override
  public Map<SortedMap<String, String>, Integer> neverAsked(List<SampleLine> before) {
    Map<SortedMap<String, String>, List<SampleLine>> lines = byCell(before);
    return cells().stream()
        .filter(cell -> options.adaptive() != null && !goesOn(of(cell, lines)))
        .collect(Collectors.toMap(Cell::names, cell -> options.samples() - of(cell, lines).size()));
  }

  private static Map<SortedMap<String, String>, List<SampleLine>> byCell(List<SampleLine> lines) {
    return lines.stream().collect(Collectors.groupingBy(SampleLine::cell));
  }

  private static List<SampleLine> of(
      Cell cell, Map<SortedMap<String, String>, List<SampleLine>> lines) {
    return lines.getOrDefault(cell.names(), List.of());
  }

  /** Failed samples tell nothing of a share, and are no reason to stop. */
  private boolean goesOn(List<SampleLine> lines) {
    boolean wereAsked = lines.stream().anyMatch(line -> line.outcome() != Outcome.SKIPPED);
    List<Double> scores =
        lines.stream()
            .filter(line -> line.outcome() == Outcome.SCORED)
            .map(line -> line.scores().get(headline()))
            .toList();
    long right = scores.stream().filter(score -> score == 1).count();
    return wereAsked && options.adaptive().goesOn(right, scores.size());
  }

  // cells first: a flatMap of readings would make a whole row of contexts before the first
  private Stream<Reading> readings(Subject subject, List<Cell> cells, int from, int to) {
    List<Sample> samples =
        cells.stream()
            .flatMap(cell -> IntStream.range(from, to).mapToObj(number -> new Sample(cell, number)))
            .toList();
    return samples.stream().map(sample -> reading(subject, sample));
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

  private List<Cell> cells() {
    List<String> depths = new ArrayList<>();
    for (double depth : options.depths()) {
      depths.add(BigDecimal.valueOf(depth).stripTrailingZeros().toPlainString());
    }
    depths.addAll(options.places());
    List<Cell> cells = new ArrayList<>();
    for (String filler : options.fillers()) {
      for (long length : options.lengths()) {
        depths.forEach(depth -> cells.add(new Cell(filler, length, depth)));
      }
    }
    return cells;
  }

  /**
   * A cell of the grid.
   *
   * @param depth percent, or the name of a place
   */
  private record Cell(String filler, long length, String depth) {
    SortedMap<String, String> names() {
      return new TreeMap<>(
          Map.of("filler", filler, "length", Long.toString(length), "depth", depth));
    }
  }

  /** A sample of a cell, by its number. */
  private record Sample(Cell cell, int number) {
    long seed(long dataSeed) {
      return Hash.seed(
          dataSeed,
          NAME,
          cell.filler(),
          Long.toString(cell.length()),
          cell.depth(),
          Integer.toString(number));
    }
  }

  private Reading reading(Subject subject, Sample sample) {
    Example example;
    try {
      example = example(subject.tokenizer(), sample);
    } catch (IllegalArgumentException e) {
      // where the length cannot be met there is nothing to read, and nothing to score
      Passage nothing = Passage.ofText("");
      Request unmade =
          request(sample, "", nothing, nothing, Optional.of(e.getMessage()), new TreeMap<>());
      return new Reading(new TokenContext(new int[0]), List.of(unmade));
    }
    String prompt = PromptForm.behind(subject.compressed(), example.question());
    SortedMap<String, Object> details = new TreeMap<>(Map.of(Chance.DETAIL, CHANCE));
    details.put("key-token", Long.valueOf(example.attributes().get("keyToken")));
    Excerpt.put(details, example.context(), List.of("The pass key is " + example.answers().get(0)));
    if (options.adaptive() != null) {
      details.put("half-width", options.adaptive().halfWidth());
    }
    Request request =
        request(
            sample,
            example.question(),
            Passage.of(subject.tokenizer().encode(prompt), prompt),
            Passage.ofText(example.answers().get(0)),
            Optional.empty(),
            details);
    return new Reading(example.context(), List.of(request));
  }

  private Example example(Tokenizer tokenizer, Sample sample) {
    Cell cell = sample.cell();
    PasskeyFiller filler = PasskeyOptions.filler(cell.filler());
    long seed = sample.seed(dataSeed);
    if (options.places().contains(cell.depth())) {
      return PasskeyGenerator.placed(
          tokenizer,
          new PasskeyCell(cell.length(), 0, seed),
          filler,
          options.keys(),
          PasskeyOptions.place(cell.depth()),
          options.borders());
    }
    double depth = Double.parseDouble(cell.depth());
    return PasskeyGenerator.sample(
        tokenizer, new PasskeyCell(cell.length(), depth, seed), filler, options.keys());
  }

  private Request request(
      Sample sample,
      String question,
      Passage prompt,
      Passage reference,
      Optional<String> skip,
      SortedMap<String, Object> details) {
    return new Request(
        sample.cell().names(),
        sample.seed(dataSeed),
        question,
        prompt,
        List.of(reference),
        Decoding.greedy(options.generate()),
        skip,
        new Request.Remarks(Optional.empty(), Optional.empty(), details));
  }
}
