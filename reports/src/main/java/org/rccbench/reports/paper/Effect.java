package org.rccbench.reports.paper;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import org.rccbench.evaluators.statistics.Interval;

/**
 * What a claim says about an effect, and from what size on an effect counts.
 *
 * @param claim which side of the smallest effect the effect must lie on
 * @param smallest the smallest effect of interest, in the effect's unit
 * @param unit of the effect, such as {@code points} or {@code times}
 * @param reason why that size and no other
 * @param paper the effect in the paper's own numbers, as text; null where they do not tell it
 */
public record Effect(Claim claim, Double smallest, String unit, String reason, String paper) {

  /** The forms of a claim, for an effect e and a smallest effect s. */
  public enum Claim {
    /** e is s or more. */
    AT_LEAST {
      @Override
      Verdict on(Interval effect, double s) {
        return above(effect, s);
      }
    },
    /** e is s or less. */
    AT_MOST {
      @Override
      Verdict on(Interval effect, double s) {
        return above(negative(effect), -s);
      }
    },
    /** e is no loss of s or more: above -s. */
    NOT_LESS {
      @Override
      Verdict on(Interval effect, double s) {
        return above(effect, -s);
      }
    },
    /** e lies between -s and s. */
    SAME {
      @Override
      Verdict on(Interval effect, double s) {
        if (-s <= effect.low() && effect.high() <= s) {
          return Verdict.HOLDS;
        }
        return effect.low() > s || effect.high() < -s ? Verdict.FAILS : Verdict.INCONCLUSIVE;
      }
    };

    abstract Verdict on(Interval effect, double smallest);

    private static Verdict above(Interval effect, double bound) {
      if (effect.low() >= bound) {
        return Verdict.HOLDS;
      }
      return effect.high() < bound ? Verdict.FAILS : Verdict.INCONCLUSIVE;
    }

    private static Interval negative(Interval effect) {
      return new Interval(-effect.high(), -effect.low(), effect.level(), effect.method());
    }

    @JsonCreator
    static Claim parse(String word) {
      return Words.parse(Claim.class, "claim", word);
    }

    /** The word in files. */
    @JsonValue
    public String word() {
      return Words.of(this);
    }
  }

  /** Checks that the size has a reason. */
  public Effect {
    Objects.requireNonNull(claim, "effect.claim is missing");
    Objects.requireNonNull(unit, "effect.unit is missing");
    if (smallest == null || !Double.isFinite(smallest)) {
      throw new IllegalArgumentException("effect.smallest must be a finite number");
    }
    if ((claim == Claim.NOT_LESS || claim == Claim.SAME) && !(smallest > 0)) {
      throw new IllegalArgumentException(
          "effect.smallest must be > 0 where the claim is "
              + claim.word()
              + ", since no sample shows a difference of none, was "
              + smallest);
    }
    if (reason == null || reason.isBlank()) {
      throw new IllegalArgumentException("effect.reason must say why the size is " + smallest);
    }
  }

  /** HOLDS, FAILS or INCONCLUSIVE: by the interval of the effect against the smallest effect. */
  public Verdict verdict(Interval effect) {
    return claim.on(effect, smallest);
  }

  /** The claim in one line, such as {@code at least 0.05 BLEU}. */
  public String words() {
    return switch (claim) {
      case AT_LEAST -> "at least " + number() + " " + unit;
      case AT_MOST -> "at most " + number() + " " + unit;
      case NOT_LESS -> "no loss of " + number() + " " + unit;
      case SAME -> "within " + number() + " " + unit;
    };
  }

  private String number() {
    return Plain.number(smallest);
  }
}
