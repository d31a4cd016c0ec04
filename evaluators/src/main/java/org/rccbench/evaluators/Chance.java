package org.rccbench.evaluators;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.rccbench.datasets.ChronicleForm;

/**
 * The share of right answers of somebody who knows the task but has not read the text, where the
 * answers are few and known: what a model of the kind {@code blind} may reach by guessing.
 */
final class Chance {
  /** The detail's name. */
  static final String DETAIL = "chance";

  private static final Set<String> EITHER_WAY = Set.of("yes", "no");

  private Chance() {}

  /** One in two for yes or no, and for one of the two people that a question names. */
  static OptionalDouble of(String form, List<String> answers) {
    boolean eitherWay = answers.size() == 1 && EITHER_WAY.contains(answers.get(0));
    boolean ofTwo = form.equals(ChronicleForm.COMPARE.label());
    return eitherWay || ofTwo ? OptionalDouble.of(0.5) : OptionalDouble.empty();
  }
}
