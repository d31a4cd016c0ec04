package org.rccbench.evaluators;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.rccbench.datasets.Dataset;
import org.rccbench.datasets.DatasetCard;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.evaluators.scorers.Scorer;

/**
 * A protocol: which contexts a model reads, what it is asked about them, and how its answers are
 * judged. The same options and seeds give the same readings in the same order.
 */
public interface Task {

  /** The name in suites and results. */
  String name();

  /** Version of the rules; a change that alters a number raises it. */
  int version();

  /** The profiles that judge an answer. */
  List<Scorer> scorers();

  /** The profile whose score stands for the task where there is room for one: the first one. */
  default String headline() {
    return scorers().get(0).profile();
  }

  /** At most how many requests there are for one model. */
  long size();

  /**
   * The data that is read, opened once; empty for generated contexts.
   *
   * @throws IllegalArgumentException if the data cannot be opened
   */
  Optional<Dataset> dataset();

  /**
   * Every file that decides what is asked, for the record of a run: the data.
   *
   * @throws IllegalArgumentException if one cannot be read
   */
  default List<DatasetCard> sources() {
    return dataset().map(Dataset::card).stream().toList();
  }

  /** A lazy pass over the readings for one model; close it to close the data. */
  Stream<Reading> readings(Subject subject);

  /** In how many rounds one model is asked; each may depend on how those before it ended. */
  default int rounds() {
    return 1;
  }

  /**
   * The readings of one round, all rounds together at most {@link #readings}.
   *
   * @param round from 0
   * @param before the lines of this model in the rounds before, in no order
   */
  default Stream<Reading> round(Subject subject, int round, List<SampleLine> before) {
    return readings(subject);
  }

  /**
   * How many requests of each cell will never be asked, of the cells that have ended.
   *
   * @param before the lines of this model in the rounds before, in no order
   */
  default Map<SortedMap<String, String>, Integer> neverAsked(List<SampleLine> before) {
    return Map.of();
  }

  /** The output that would score best, without what a mode puts before it. */
  default String ideal(Request request) {
    return request.reference().text();
  }

  /**
   * Whether the model is also asked how probable each token of the reference is, given the prompt
   * and the right tokens before it (teacher forcing).
   */
  default boolean forcesReference() {
    return false;
  }

  /**
   * As the other, of a task that forces the reference.
   *
   * @param logProbabilities natural logarithms, one for each token of the first reference
   */
  default Judgement judge(
      Request request, Passage output, double[] logProbabilities, Subject subject) {
    return judge(request, output, subject);
  }

  /** Scores an answer to one of this task's requests; several threads may ask at the same time. */
  Judgement judge(Request request, Passage output, Subject subject);
}
