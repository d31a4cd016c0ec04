package org.rccbench.evaluators;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenContext;

/**
 * A generated context with its one question.
 *
 * @param context what is read
 * @param question what the decoder continues, so that the answer comes next
 * @param answers all of them are asked for
 * @param chance share of right answers of a guess, where it is known
 * @param skip why there is none, or empty
 */
record Puzzle(
    Context context,
    String question,
    List<String> answers,
    OptionalDouble chance,
    Optional<String> skip) {

  static Puzzle of(Context context, String question, List<String> answers) {
    return new Puzzle(context, question, answers, OptionalDouble.empty(), Optional.empty());
  }

  Puzzle withChance(double known) {
    return new Puzzle(context, question, answers, OptionalDouble.of(known), skip);
  }

  /** A cell whose length cannot be met. */
  static Puzzle none(String why) {
    return new Puzzle(
        new TokenContext(new int[0]), "", List.of(""), OptionalDouble.empty(), Optional.of(why));
  }

  SortedMap<String, Object> details() {
    SortedMap<String, Object> details = new TreeMap<>();
    chance.ifPresent(known -> details.put(Chance.DETAIL, known));
    Excerpt.put(details, context, answers);
    return details;
  }
}
