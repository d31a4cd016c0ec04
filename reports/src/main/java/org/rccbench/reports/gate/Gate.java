package org.rccbench.reports.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rccbench.evaluators.statistics.Headline;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.evaluators.statistics.PairedScores;
import org.rccbench.evaluators.statistics.PairedScores.Pair;
import org.rccbench.evaluators.statistics.Summary;

/** Holds a run against a baseline, rule by rule and model by model. */
public final class Gate {
  private static final double LEVEL = 0.95;

  private final Baseline before;
  private final Baseline now;

  private Gate(Baseline before, Baseline now) {
    this.before = before;
    this.now = now;
  }

  /**
   * Judges all rules but those about speed, which have {@link Speed}.
   *
   * @param before the accepted baseline
   * @param now the run
   */
  public static List<Finding> check(GatePolicy policy, Baseline before, Baseline now) {
    Gate gate = new Gate(before, now);
    return policy.rules().stream()
        .filter(rule -> rule.metric() != Metric.SPEED)
        .flatMap(rule -> gate.check(rule))
        .toList();
  }

  /**
   * Judges the scores that were not decided once more, with all samples of the baseline.
   *
   * @param findings of {@link #check}
   * @param doubled measures the run's suite with double the samples; asked only if that can help
   */
  public static List<Finding> checkAgain(
      GatePolicy policy, Baseline before, List<Finding> findings, Supplier<Baseline> doubled) {
    Set<String> open =
        findings.stream()
            .filter(f -> f.metric() == Metric.SCORE)
            .filter(f -> f.verdict() == Finding.Verdict.INCONCLUSIVE)
            .map(Finding::rule)
            .collect(Collectors.toSet());
    if (open.isEmpty()) {
      return findings;
    }
    if (before.more().isEmpty()) {
      return findings.stream()
          .map(f -> open.contains(f.rule()) ? f.because("the baseline holds no more samples") : f)
          .toList();
    }
    List<GateRule> rules =
        policy.rules().stream().filter(rule -> open.contains(rule.id())).toList();
    List<Finding> again = check(new GatePolicy(rules), before.doubled(), doubled.get());
    return Stream.concat(
            findings.stream().filter(f -> !open.contains(f.rule())),
            again.stream().map(f -> f.because("judged with double the samples")))
        .toList();
  }

  private Stream<Finding> check(GateRule rule) {
    if (!now.complete()) {
      return Stream.of(Finding.notComparable(rule, "", "the run is not complete"));
    }
    SortedSet<String> subjects = subjects(rule);
    if (subjects.isEmpty()) {
      return Stream.of(
          Finding.notComparable(rule, "", "neither baseline nor run has anything for this rule"));
    }
    return subjects.stream().map(model -> check(rule, model));
  }

  /** Models on either side: one that is gone, or new, must not go unseen. */
  private SortedSet<String> subjects(GateRule rule) {
    if (rule.models() != null) {
      return new TreeSet<>(rule.models());
    }
    Stream<String> models =
        rule.metric() == Metric.PEAK_MEMORY
            ? Stream.of(before, now).flatMap(b -> b.points().stream()).map(Baseline.Point::model)
            : Stream.of(before, now)
                .flatMap(b -> b.samples().stream())
                .filter(s -> s.task().equals(rule.task()) && rule.hasCell(s.cell()))
                .map(Baseline.Sample::model);
    return models.collect(Collectors.toCollection(TreeSet::new));
  }

  private Finding check(GateRule rule, String model) {
    if (rule.metric() == Metric.PEAK_MEMORY) {
      return memory(rule, model);
    }
    Map<String, Baseline.Sample> old = samples(before, rule, model);
    Map<String, Baseline.Sample> fresh = samples(now, rule, model);
    Optional<String> missing = difference(old, fresh);
    if (missing.isPresent()) {
      return Finding.notComparable(rule, model, missing.get());
    }
    return switch (rule.metric()) {
      case SCORE -> score(rule, model, old, fresh);
      case TOKENS -> count(rule, model, old, fresh, Baseline.Sample::tokens);
      default -> count(rule, model, old, fresh, Baseline.Sample::slots);
    };
  }

  private static Map<String, Baseline.Sample> samples(Baseline of, GateRule rule, String model) {
    Map<String, Baseline.Sample> samples = new TreeMap<>();
    of.samples().stream()
        .filter(s -> s.model().equals(model) && s.task().equals(rule.task()))
        .filter(s -> rule.hasCell(s.cell()))
        .forEach(s -> samples.put(s.sample() + " " + s.cell(), s));
    return samples;
  }

  /** Why two sets cannot be compared: other samples, or other outcomes than scores. */
  private static Optional<String> difference(
      Map<String, Baseline.Sample> old, Map<String, Baseline.Sample> fresh) {
    long gone = old.keySet().stream().filter(key -> !fresh.containsKey(key)).count();
    long added = fresh.keySet().stream().filter(key -> !old.containsKey(key)).count();
    if (gone > 0 || added > 0 || old.isEmpty()) {
      return Optional.of(
          "the samples differ: "
              + old.size()
              + " in the baseline, "
              + gone
              + " of them missing now, "
              + added
              + " new; accept a baseline of these samples");
    }
    long failing =
        fresh.entrySet().stream()
            .filter(e -> old.get(e.getKey()).isScored() && !e.getValue().isScored())
            .count();
    long mended =
        fresh.entrySet().stream()
            .filter(e -> !old.get(e.getKey()).isScored() && e.getValue().isScored())
            .count();
    if (failing > 0 || mended > 0) {
      return Optional.of(
          failing
              + " samples are not scored now that were, "
              + mended
              + " are that were not; their scores cannot be compared");
    }
    long failed = old.values().stream().filter(Baseline.Sample::hasFailed).count();
    return failed == 0
        ? Optional.empty()
        : Optional.of(
            failed
                + " samples failed in the baseline and now, so nothing is known of them; accept a"
                + " baseline without failures");
  }

  private static Finding score(
      GateRule rule,
      String model,
      Map<String, Baseline.Sample> old,
      Map<String, Baseline.Sample> fresh) {
    List<Pair> pairs = new ArrayList<>();
    int without = 0;
    int lacking = 0;
    for (Map.Entry<String, Baseline.Sample> entry : old.entrySet()) {
      Double was = entry.getValue().scores().get(rule.profile());
      Double is = fresh.get(entry.getKey()).scores().get(rule.profile());
      if (was != null && is != null) {
        pairs.add(new Pair(entry.getValue().context(), was, is));
      } else if (was != null || is != null) {
        without++;
      } else if (entry.getValue().isScored()) {
        lacking++;
      }
    }
    if (pairs.isEmpty() || without > 0) {
      return Finding.notComparable(
          rule,
          model,
          without > 0
              ? without + " samples have the score " + rule.profile() + " on one side alone"
              : "no sample has the score " + rule.profile());
    }
    if (lacking > 0) {
      return Finding.notComparable(
          rule, model, lacking + " samples lack the score " + rule.profile() + " on both sides");
    }
    return paired(rule, model, pairs);
  }

  private static Finding paired(GateRule rule, String model, List<Pair> pairs) {
    PairedScores scores = PairedScores.of(pairs, Headline.best(rule.profile()));
    double loss = -scores.difference();
    if (pairs.stream().allMatch(pair -> pair.baseline() == pair.candidate())) {
      // the same samples with the same scores: nothing was drawn anew, so there is no error either
      Interval none = new Interval(0, 0, LEVEL, "every sample scores the same");
      return finding(rule, model, scores.baselineMean(), scores.candidateMean(), 0, none, pairs);
    }
    Optional<Interval> interval = scores.interval(LEVEL);
    if (interval.isEmpty()) {
      return Finding.undecided(
          rule, model, Finding.Verdict.INCONCLUSIVE, "one context alone has no interval");
    }
    Interval ends = interval.get();
    Interval ofLoss = new Interval(-ends.high(), -ends.low(), ends.level(), ends.method());
    return finding(rule, model, scores.baselineMean(), scores.candidateMean(), loss, ofLoss, pairs);
  }

  private static Finding count(
      GateRule rule,
      String model,
      Map<String, Baseline.Sample> old,
      Map<String, Baseline.Sample> fresh,
      Function<Baseline.Sample, Long> of) {
    double was = 0;
    double is = 0;
    double changed = 0;
    int known = 0;
    for (Map.Entry<String, Baseline.Sample> entry : old.entrySet()) {
      Long first = of.apply(entry.getValue());
      Long second = of.apply(fresh.get(entry.getKey()));
      if ((first == null) != (second == null)) {
        return Finding.notComparable(rule, model, "a sample has the count on one side alone");
      }
      if (first != null) {
        was += first;
        is += second;
        changed += Math.abs(second - first);
        known++;
      }
    }
    if (known == 0) {
      return Finding.notComparable(rule, model, "no sample has the count");
    }
    double share = changed == 0 ? 0 : was == 0 ? Double.MAX_VALUE : changed / was;
    Interval exact = new Interval(share, share, LEVEL, "a count has no error");
    return finding(rule, model, was, is, share, exact, List.copyOf(old.keySet()));
  }

  private Finding memory(GateRule rule, String model) {
    Map<Long, Baseline.Point> old = points(before, model);
    Map<Long, Baseline.Point> fresh = points(now, model);
    if (old.isEmpty() || !old.keySet().equals(fresh.keySet())) {
      return Finding.notComparable(
          rule, model, "the points differ: " + old.keySet() + ", now " + fresh.keySet());
    }
    NavigableMap<Long, Double> growth = new TreeMap<>();
    double was = 0;
    double is = 0;
    for (Baseline.Point point : old.values()) {
      Baseline.Point other = fresh.get(point.tokens());
      if (point.peak() == null || other.peak() == null || !(point.peak() > 0)) {
        return Finding.notComparable(
            rule, model, "the point at " + point.tokens() + " tokens was not measured");
      }
      if (!String.valueOf(point.device()).equals(other.device())) {
        return Finding.notComparable(
            rule, model, "measured on " + other.device() + ", the baseline on " + point.device());
      }
      was += point.peak();
      is += other.peak();
      growth.put(point.tokens(), (double) other.peak() / point.peak() - 1);
    }
    return memory(rule, model, was / old.size(), is / old.size(), growth);
  }

  /**
   * A breach needs the interval over all points; a single point is one reading, whose growth past
   * the limit is no breach yet, but no pass either.
   */
  private static Finding memory(
      GateRule rule, String model, double was, double is, NavigableMap<Long, Double> growth) {
    Summary summary =
        Summary.of(growth.values().stream().mapToDouble(Double::doubleValue).toArray());
    Optional<Interval> interval = summary.interval(LEVEL);
    if (interval.isEmpty()) {
      return Finding.undecided(
          rule, model, Finding.Verdict.INCONCLUSIVE, "one point has no interval");
    }
    List<Long> points = List.copyOf(growth.keySet());
    Finding finding = finding(rule, model, was, is, summary.mean(), interval.get(), points);
    long worst = Collections.max(points, Comparator.comparing(growth::get));
    return finding.verdict() == Finding.Verdict.PASS && growth.get(worst) > rule.largest()
        ? finding.inconclusive(
            String.format(
                Locale.ROOT,
                "the point at %d tokens grew by %.4f, past the limit; measure it again",
                worst,
                growth.get(worst)))
        : finding;
  }

  private static Map<Long, Baseline.Point> points(Baseline of, String model) {
    Map<Long, Baseline.Point> points = new TreeMap<>();
    of.points().stream()
        .filter(point -> point.model().equals(model))
        .forEach(point -> points.put(point.tokens(), point));
    return points;
  }

  static Finding finding(
      GateRule rule,
      String subject,
      double was,
      double is,
      double effect,
      Interval interval,
      List<?> pairs) {
    Finding.Verdict verdict = Finding.Verdict.of(effect, interval, rule.largest());
    String why =
        verdict == Finding.Verdict.INCONCLUSIVE
            ? "the interval of the "
                + rule.metric().bad()
                + " goes across what is allowed;"
                + " measure with more samples"
            : null;
    return new Finding(
        rule.id(),
        subject,
        rule.tier(),
        rule.metric(),
        verdict,
        was,
        is,
        effect,
        interval,
        rule.largest(),
        pairs.size(),
        why);
  }
}
