package org.rccbench.reports.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.rccbench.evaluators.statistics.IndependentDifference;
import org.rccbench.evaluators.statistics.IndependentDifference.Estimate;
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

  /** What a rule of speed is without another build, or stored times, to compare with. */
  public static Finding withoutBase(GateRule rule) {
    return Finding.notComparable(
        rule,
        rule.benchmark(),
        "the baseline keeps no times of this rule; give --base with the build to compare with");
  }

  /** What the rules of speed are where a build or a benchmark broke. */
  public static List<Finding> notMeasured(GatePolicy policy, String why) {
    return policy.rules().stream()
        .filter(rule -> rule.metric() == Metric.SPEED)
        .map(rule -> notComparable(rule, why))
        .toList();
  }

  /** What a rule of speed is where times were measured under other conditions. */
  public static Finding notComparable(GateRule rule, String why) {
    return Finding.notComparable(rule, rule.benchmark(), why);
  }

  /**
   * What a rule of speed is against stored times. The rounds of both are independent, so noise that
   * alternating rounds share counts in full here.
   *
   * @param stored of a machine whose score agrees with this one's
   * @param fresh rounds of this build, as many as are wanted
   */
  public static List<Finding> check(GateRule rule, List<JmhTimes> stored, List<JmhTimes> fresh) {
    TreeSet<String> names = new TreeSet<>();
    stored.forEach(round -> names.addAll(round.times().keySet()));
    fresh.forEach(round -> names.addAll(round.times().keySet()));
    if (names.isEmpty()) {
      return List.of(Finding.notComparable(rule, rule.benchmark(), "no benchmark ran"));
    }
    return names.stream().map(name -> check(rule, name, stored, fresh)).toList();
  }

  private static Finding check(
      GateRule rule, String name, List<JmhTimes> stored, List<JmhTimes> fresh) {
    double[] old = logs(stored, name);
    double[] now = logs(fresh, name);
    if (old.length < stored.size() || now.length < fresh.size()) {
      return Finding.notComparable(rule, name, "a round of the baseline or of now lacks it");
    }
    if (Math.min(old.length, now.length) < LEAST) {
      return tooFew(rule, name, Math.min(old.length, now.length));
    }
    Summary before = Summary.of(old);
    Summary after = Summary.of(now);
    Interval logs = IndependentDifference.of(estimate(after), estimate(before));
    Interval slowdown =
        new Interval(
            Math.expm1(logs.low()),
            Math.expm1(logs.high()),
            LEVEL,
            "student t over " + old.length + " stored rounds and " + now.length + " of now");
    return Gate.finding(
        rule,
        name,
        Math.exp(before.mean()),
        Math.exp(after.mean()),
        Math.expm1(after.mean() - before.mean()),
        slowdown,
        fresh);
  }

  private static double[] logs(List<JmhTimes> rounds, String name) {
    return rounds.stream()
        .map(round -> round.times().get(name))
        .filter(Objects::nonNull)
        .mapToDouble(Math::log)
        .toArray();
  }

  private static Estimate estimate(Summary summary) {
    return new Estimate(summary.mean(), summary.interval(LEVEL).orElseThrow());
  }

  private static Finding tooFew(GateRule rule, String name, int rounds) {
    return Finding.undecided(
        rule, name, Finding.Verdict.INCONCLUSIVE, rounds + " rounds; " + LEAST + " are needed");
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
      return tooFew(rule, name, ratios.length);
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
