package org.rccbench.evaluators.predictions;

import java.util.Optional;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.evaluators.statistics.ContextScores;

/**
 * What one profile made of a file.
 *
 * @param scorer the profile
 * @param scores scores by context; empty if no row has one
 * @param failures rows for which the profile gives no number
 * @param firstFailure line and reason of the first of them
 */
public record ProfileScore(
    Scorer scorer, Optional<ContextScores> scores, long failures, Optional<String> firstFailure) {}
