package org.rccbench.evaluators.comparison;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.results.ScoreLine;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.evaluators.scorers.ScoringInput;
import org.rccbench.evaluators.scorers.UndefinedScoreException;

/**
 * An answer in a journal, as a profile sees it: the text that the task scores, against the
 * references as texts. Ids of references, questions and labels do not stand in a journal, so
 * profiles over them give no number here.
 */
final class StoredOutput {
  /** Tasks that score the answer which they read from the output, and not all of it. */
  private static final Set<String> EXTRACTING = Set.of("question_answering");

  /** Tasks that ask for probabilities alone. */
  private static final Set<String> GENERATING_NOTHING = Set.of("perplexity");

  private final SampleLine line;
  private final ScoringInput input;

  StoredOutput(SampleLine line) {
    this.line = line;
    boolean extracted = EXTRACTING.contains(line.task()) && line.extracted() != null;
    this.input =
        ScoringInput.ofTexts(extracted ? line.extracted() : line.output(), line.references());
  }

  /**
   * Lines in which a profile that the run did not have is scored now. A score over the first n
   * tokens needs their ids, and one of the model's own probabilities needs the model: they are the
   * run's or none.
   */
  static List<SampleLine> scored(List<SampleLine> lines, String profile) {
    Optional<Scorer> scorer = Scorer.find(profile).filter(s -> s.profile().equals(profile));
    return scorer.isEmpty()
        ? lines
        : lines.stream().map(line -> scored(line, scorer.get())).toList();
  }

  private static SampleLine scored(SampleLine line, Scorer scorer) {
    if (!line.hasAnswer() || line.scores().containsKey(scorer.profile())) {
      return line;
    }
    SortedMap<String, Double> scores = new TreeMap<>(line.scores());
    scores.putAll(new StoredOutput(line).score(List.of(scorer)).scores());
    return line.withScores(scores);
  }

  /** What profiles make of it. */
  ScoreLine score(List<Scorer> scorers) {
    SortedMap<String, Double> scores = new TreeMap<>();
    SortedMap<String, String> unscored = new TreeMap<>();
    for (Scorer scorer : scorers) {
      if (GENERATING_NOTHING.contains(line.task())) {
        unscored.put(scorer.profile(), "nothing was generated");
        continue;
      }
      try {
        scores.put(scorer.profile(), score(scorer));
      } catch (UndefinedScoreException e) {
        unscored.put(scorer.profile(), e.getMessage());
      }
    }
    return new ScoreLine(line.key(), scores, unscored);
  }

  private double score(Scorer scorer) {
    if (scorer.comparesIds()) {
      throw new UndefinedScoreException(
          "KeyError", "a journal has no token ids of references, which the profile compares");
    }
    double score = scorer.require(input);
    if (!Double.isFinite(score)) {
      throw new UndefinedScoreException("ValueError", "the score is " + score);
    }
    return score;
  }
}
