package org.rccbench.evaluators.predictions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.evaluators.scorers.UndefinedScoreException;
import org.rccbench.evaluators.statistics.ContextScores;

/**
 * Scores predictions by several profiles at once. Of a row only its scores are kept, so that memory
 * grows with the number of contexts and not with the texts.
 */
public final class PredictionScores {
  private final List<Column> columns = new ArrayList<>();
  private final Map<String, Integer> named = new HashMap<>();
  private int contexts;
  private long rows;

  /**
   * No rows yet.
   *
   * @throws IllegalArgumentException if a profile compares token ids, which a file of texts lacks
   */
  public PredictionScores(List<Scorer> scorers) {
    for (Scorer scorer : scorers) {
      if (scorer.comparesIds()) {
        throw new IllegalArgumentException(
            "profile "
                + scorer.profile()
                + " compares token ids, and a prediction file has texts; use a profile of texts");
      }
      columns.add(new Column(scorer));
    }
  }

  /** Scores a row. */
  public void add(Prediction prediction) {
    int context =
        prediction.context().map(name -> named.computeIfAbsent(name, n -> contexts++)).orElse(-1);
    if (context < 0) {
      context = contexts++;
    }
    rows++;
    for (Column column : columns) {
      column.add(context, prediction);
    }
  }

  /** Rows so far. */
  public long rows() {
    return rows;
  }

  /** Contexts so far; a row that names none is one of its own. */
  public int contexts() {
    return contexts;
  }

  /** The scores of each profile. */
  public List<ProfileScore> results() {
    return columns.stream().map(Column::result).toList();
  }

  /** One profile. */
  private static final class Column {
    private final Scorer scorer;
    private final ContextScores.Builder scores;
    private long failures;
    private String firstFailure;

    Column(Scorer scorer) {
      this.scorer = scorer;
      this.scores = new ContextScores.Builder(scorer.best());
    }

    void add(int context, Prediction prediction) {
      double score;
      try {
        score = scorer.require(prediction.input());
      } catch (UndefinedScoreException e) {
        fail(prediction, e.getMessage());
        return;
      }
      if (Double.isFinite(score)) {
        scores.add(context, score);
      } else {
        fail(prediction, "the score is " + score);
      }
    }

    private void fail(Prediction prediction, String why) {
      failures++;
      if (firstFailure == null) {
        firstFailure = "line " + prediction.line() + ": " + why;
      }
    }

    ProfileScore result() {
      return new ProfileScore(scorer, scores.build(), failures, Optional.ofNullable(firstFailure));
    }
  }
}
