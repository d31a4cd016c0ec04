package org.rccbench.evaluators.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/** How near an answer must come to the reference's: the classes X, L and S of the golden rows. */
enum Closeness {
  SAME_BITS {
    @Override
    boolean holds(double actual, double expected) {
      return Double.doubleToLongBits(actual) == Double.doubleToLongBits(expected);
    }
  },
  LOGARITHMS {
    @Override
    boolean holds(double actual, double expected) {
      return SAME_BITS.holds(actual, expected)
          || Math.abs(actual - expected) <= 1e-12 * Math.abs(expected);
    }
  },
  DISTRIBUTIONS {
    @Override
    boolean holds(double actual, double expected) {
      double error = Math.abs(actual - expected);
      return SAME_BITS.holds(actual, expected)
          || error <= 1e-9 * Math.abs(expected)
          || (Math.abs(expected) < 1e-6 && error <= 1e-12);
    }
  };

  abstract boolean holds(double actual, double expected);

  /** Compares a number, text, boolean, list or null; "NaN" and "Infinity" stand for doubles. */
  void check(Object actual, JsonNode expected, String where) {
    if (actual instanceof List<?> list) {
      assertThat(expected.isArray()).as("%s is an array: %s", where, expected).isTrue();
      assertThat(list).as("%s, expected %s", where, expected).hasSize(expected.size());
      for (int i = 0; i < list.size(); i++) {
        check(list.get(i), expected.get(i), where + "[" + i + "]");
      }
    } else if (actual instanceof double[] numbers) {
      check(Arrays.stream(numbers).boxed().toList(), expected, where);
    } else if (actual instanceof Double || (actual instanceof Number && expected.isDouble())) {
      double number = ((Number) actual).doubleValue();
      assertThat(holds(number, number(expected, where)))
          .as("%s: %s, expected %s", where, number, expected)
          .isTrue();
    } else {
      assertThat(plain(expected, where)).as(where).isEqualTo(String.valueOf(actual));
    }
  }

  private static double number(JsonNode expected, String where) {
    if (expected.isTextual()) {
      return Double.parseDouble(expected.textValue());
    }
    assertThat(expected.isNumber()).as("%s is a number: %s", where, expected).isTrue();
    return expected.doubleValue();
  }

  private static String plain(JsonNode expected, String where) {
    assertThat(expected.isValueNode()).as("%s is one value: %s", where, expected).isTrue();
    return expected.asText();
  }
}
