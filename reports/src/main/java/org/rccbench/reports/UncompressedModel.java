package org.rccbench.reports;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;

/**
 * The uncompressed model that others are held against, with its answers. Of several it is the one
 * that shares the most samples, and of these the one that does best on them: beside a weak one all
 * is kept.
 */
final class UncompressedModel {
  private static final String FULL = "full";

  private final String name;
  private final Map<String, SampleLine> bySample;
  private final double mean;

  private UncompressedModel(String name, Map<String, SampleLine> bySample, double mean) {
    this.name = name;
    this.bySample = bySample;
    this.mean = mean;
  }

  /**
   * The model beside which some answers are looked at; it may be their own.
   *
   * @param lines answers of the same task
   * @param kinds kinds by model
   * @param candidate answers of one model
   */
  static Optional<UncompressedModel> beside(
      List<SampleLine> lines,
      Map<String, String> kinds,
      List<SampleLine> candidate,
      String profile) {
    return Cells.byModel(lines).values().stream()
        .filter(ofModel -> FULL.equals(kinds.get(ofModel.get(0).model())))
        .map(ofModel -> shared(ofModel, candidate, profile))
        .filter(model -> !model.bySample.isEmpty())
        .max(
            Comparator.comparingInt((UncompressedModel model) -> model.bySample.size())
                .thenComparingDouble(model -> model.mean)
                .thenComparing(model -> model.name, Comparator.reverseOrder()));
  }

  private static UncompressedModel shared(
      List<SampleLine> ofModel, List<SampleLine> candidate, String profile) {
    Map<String, SampleLine> all = new HashMap<>();
    ofModel.stream()
        .filter(line -> hasScore(line, profile))
        .forEach(line -> all.putIfAbsent(line.sample(), line));
    Map<String, SampleLine> shared = new HashMap<>();
    for (SampleLine line : candidate) {
      SampleLine own = all.get(line.sample());
      if (own != null && hasScore(line, profile)) {
        shared.put(line.sample(), own);
      }
    }
    double mean = Averages.mean(List.copyOf(shared.values()), profile);
    return new UncompressedModel(ofModel.get(0).model(), shared, mean);
  }

  String name() {
    return name;
  }

  /** Its answer to the sample of a line, where both have the score. */
  Optional<SampleLine> answer(SampleLine line) {
    return Optional.ofNullable(bySample.get(Objects.requireNonNull(line.sample())));
  }

  static boolean hasScore(SampleLine line, String profile) {
    return line.outcome() == Outcome.SCORED && line.scores().containsKey(profile);
  }
}
