package org.rccbench.reports.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.rccbench.evaluators.statistics.Interval;

/**
 * What the gate says about a rule and a model.
 *
 * @param rule the rule's id
 * @param subject the model or benchmark
 * @param tier whether it stops the build
 * @param metric what was watched
 * @param verdict the word
 * @param before the baseline's number, or null
 * @param now the run's number, or null
 * @param effect the bad effect: a loss in the score's unit, else a share; or null
 * @param interval its 95 % interval, or null
 * @param largest the largest effect that is allowed
 * @param pairs samples, points or forks behind it
 * @param why the reason of what is neither a pass nor a breach, else null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Finding(
    String rule,
    String subject,
    GateRule.Tier tier,
    Metric metric,
    Verdict verdict,
    Double before,
    Double now,
    Double effect,
    Interval interval,
    double largest,
    int pairs,
    String why) {

  /** What can be said. */
  public enum Verdict {
    PASS,
    BREACH,
    INCONCLUSIVE,
    NOT_COMPARABLE;

    /** The word in tables and files. */
    @JsonValue
    public String word() {
      return name().replace('_', '-');
    }

    /**
     * The verdict on a bad effect. A breach needs both: an effect beyond the limit, and an interval
     * that excludes no effect at all. An interval across the limit is not enough evidence.
     */
    static Verdict of(double effect, Interval interval, double largest) {
      if (interval.high() <= largest) {
        return PASS;
      }
      return effect > largest && interval.low() > 0 ? BREACH : INCONCLUSIVE;
    }
  }

  /** The same with a remark, where it is undecided. */
  Finding because(String remark) {
    return why == null
        ? this
        : new Finding(
            rule,
            subject,
            tier,
            metric,
            verdict,
            before,
            now,
            effect,
            interval,
            largest,
            pairs,
            why + "; " + remark);
  }

  /** The same numbers, which do not decide for this reason. */
  Finding inconclusive(String reason) {
    return new Finding(
        rule,
        subject,
        tier,
        metric,
        Verdict.INCONCLUSIVE,
        before,
        now,
        effect,
        interval,
        largest,
        pairs,
        reason);
  }

  static Finding undecided(GateRule rule, String subject, Verdict verdict, String why) {
    return new Finding(
        rule.id(),
        subject,
        rule.tier(),
        rule.metric(),
        verdict,
        null,
        null,
        null,
        null,
        rule.largest(),
        0,
        why);
  }

  static Finding notComparable(GateRule rule, String subject, String why) {
    return undecided(rule, subject, Verdict.NOT_COMPARABLE, why);
  }
}
