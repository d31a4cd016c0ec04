package org.rccbench.reports.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.evaluators.statistics.Summary;

/**
 * Rounds in which an old and a new build ran one after the other on one machine. A round is the
 * unit: what slows the machine for a while slows both of its runs.
 */
public final class Speed {
  private static final double LEVEL = 0.95;
  private static final int LEAST = 3;

  private final List<JmhTimes> before = new ArrayList<>();
  private final List<JmhTimes> now = new ArrayList<>();

  /** Adds a round. */
  public void add(JmhTimes old, JmhTimes fresh) {
    before.add(old);
    now.add(fresh);
  }

  /** Number of rounds. */
  public int rounds() {
    return now.size();
  }

  /** One finding for each benchmark that any round has. */
  public List<Finding> check(GateRule rule) {
    TreeSet<String> names = new TreeSet<>();
    before.forEach(round -> names.addAll(round.times().keySet()));
    now.forEach(round -> names.addAll(round.times().keySet()));
    if (names.isEmpty()) {
      return List.of(Finding.notComparable(rule, rule.benchmark(), "no benchmark ran"));
    }
    return names.stream().map(name -> check(rule, name)).toList();
  }

  /** What a rule of speed is without another build to compare with. */
  public static Finding withoutBase(GateRule rule) {
    return Finding.notComparable(
        rule,
        rule.benchmark(),
        "times of another machine or hour say nothing; give --base with the build to compare with");
  }

  private Finding check(GateRule rule, String name) {
    double[] ratios = new double[rounds()];
    double was = 0;
    double is = 0;
    for (int i = 0; i < rounds(); i++) {
      Double old = before.get(i).times().get(name);
      Double fresh = now.get(i).times().get(name);
      if (old == null || fresh == null) {
        return Finding.notComparable(
            rule, name, "round " + (i + 1) + " has it in one of the builds alone");
      }
      was += old / rounds();
      is += fresh / rounds();
      ratios[i] = Math.log(fresh / old);
    }
    if (ratios.length < LEAST) {
      return Finding.undecided(
          rule,
          name,
          Finding.Verdict.INCONCLUSIVE,
          ratios.length + " rounds; " + LEAST + " are needed");
    }
    Summary summary = Summary.of(ratios);
    Interval logs = summary.interval(LEVEL).orElseThrow();
    Interval slowdown =
        new Interval(
            Math.expm1(logs.low()),
            Math.expm1(logs.high()),
            LEVEL,
            "student t over " + ratios.length + " alternating rounds");
    return Gate.finding(rule, name, was, is, Math.expm1(summary.mean()), slowdown, now);
  }
}
