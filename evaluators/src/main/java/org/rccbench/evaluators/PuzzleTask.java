package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rccbench.datasets.Dataset;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.evaluators.scorers.ScoringInput;
import org.rccbench.models.Decoding;
import org.rccbench.models.PromptForm;

/**
 * Tasks after RULER (arXiv 2404.06654), whose contexts are generated here: each sample has its own,
 * all answers are asked for, and the score is the share of them that occurs in the output. The
 * question stands in the decoder's prompt: as it is behind slots, after a line feed behind text.
 */
final class PuzzleTask implements Task {
  private static final int VERSION = 1;

  private final String name;
  private final Grid grid;
  private final Maker maker;
  private final long dataSeed;

  /** Makes the sample of a cell. */
  @FunctionalInterface
  interface Maker {
    Puzzle make(TextEncoder encoder, SortedMap<String, String> cell, long seed);
  }

  /**
   * The cells, each with as many samples.
   *
   * @param cells coordinates by name
   * @param samples of each cell
   * @param generate tokens to generate
   */
  record Grid(List<SortedMap<String, String>> cells, int samples, int generate) {

    /** A grid of lengths alone. */
    static Grid of(List<Long> lengths, int samples, int generate) {
      List<SortedMap<String, String>> cells = new ArrayList<>();
      lengths.forEach(length -> cells.add(cell("length", length)));
      return new Grid(cells, samples, generate);
    }

    /** The same cells for every value of another coordinate. */
    Grid by(String coordinate, List<?> values) {
      List<SortedMap<String, String>> all = new ArrayList<>();
      for (SortedMap<String, String> cell : cells) {
        for (Object value : values) {
          SortedMap<String, String> finer = new TreeMap<>(cell);
          finer.putAll(cell(coordinate, value));
          all.add(finer);
        }
      }
      return new Grid(all, samples, generate);
    }

    private static SortedMap<String, String> cell(String coordinate, Object value) {
      SortedMap<String, String> cell = new TreeMap<>();
      String text = String.valueOf(value);
      cell.put(coordinate, text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
      return cell;
    }
  }

  PuzzleTask(String name, Grid grid, long dataSeed, Maker maker) {
    this.name = name;
    this.grid = grid;
    this.maker = maker;
    this.dataSeed = dataSeed;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public List<Scorer> scorers() {
    return List.of(Scorer.RULER_ALL);
  }

  @Override
  public long size() {
    return (long) grid.cells().size() * grid.samples();
  }

  @Override
  public Optional<Dataset> dataset() {
    return Optional.empty();
  }

  @Override
  public Stream<Reading> readings(Subject subject) {
    // samples first: a flatMap of readings would make those of a cell before the first
    List<Sample> samples =
        grid.cells().stream()
            .flatMap(c -> IntStream.range(0, grid.samples()).mapToObj(i -> new Sample(c, i)))
            .toList();
    return samples.stream().map(sample -> reading(subject, sample));
  }

  private record Sample(SortedMap<String, String> cell, int number) {}

  private Reading reading(Subject subject, Sample sample) {
    long seed =
        Hash.seed(dataSeed, name, sample.cell().toString(), Integer.toString(sample.number()));
    Puzzle puzzle = maker.make(subject.tokenizer(), sample.cell(), seed);
    String prompt = PromptForm.behind(subject.compressed(), puzzle.question());
    Request request =
        new Request(
            sample.cell(),
            seed,
            puzzle.question(),
            Passage.of(subject.tokenizer().encode(prompt), prompt),
            puzzle.answers().stream().map(Passage::ofText).toList(),
            Decoding.greedy(grid.generate()),
            puzzle.skip(),
            new Request.Remarks(Optional.empty(), Optional.empty(), puzzle.details()));
    return new Reading(puzzle.context(), List.of(request));
  }

  @Override
  public String ideal(Request request) {
    return String.join(", ", request.references().stream().map(Passage::text).toList());
  }

  @Override
  public Judgement judge(Request request, Passage output, Subject subject) {
    ScoringInput input = ScoringInput.of(output, request.references());
    SortedMap<String, Double> scores = new TreeMap<>();
    for (Scorer scorer : scorers()) {
      scorer.score(input).ifPresent(score -> scores.put(scorer.profile(), score));
    }
    return new Judgement(scores, output.text().strip());
  }
}
