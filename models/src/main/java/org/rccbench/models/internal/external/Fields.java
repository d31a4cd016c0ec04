package org.rccbench.models.internal.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of an object that a stranger sent: each is what it must be, or the answer is wrong.
 */
final class Fields {
  private final JsonNode object;

  /**
   * Takes an object.
   *
   * @throws MalformedAnswerException if it is none
   */
  Fields(JsonNode object) {
    if (object == null || !object.isObject()) {
      throw new MalformedAnswerException("it is no JSON object");
    }
    this.object = object;
  }

  /**
   * Refuses other fields than these, which would be misspelt ones.
   *
   * @throws MalformedAnswerException naming the field and the known ones
   */
  Fields only(Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new MalformedAnswerException(
                    String.format(
                        Locale.ROOT,
                        "unknown field \"%s\"; known: %s",
                        Excerpt.of(name),
                        String.join(", ", new TreeSet<>(known))));
              }
            });
    return this;
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  Optional<Fields> object(String name) {
    return has(name) ? Optional.of(new Fields(value(name, JsonNodeType.OBJECT))) : Optional.empty();
  }

  Optional<JsonNode> array(String name) {
    return has(name) ? Optional.of(value(name, JsonNodeType.ARRAY)) : Optional.empty();
  }

  Optional<String> text(String name) {
    return has(name) ? Optional.of(value(name, JsonNodeType.STRING).textValue()) : Optional.empty();
  }

  Optional<Boolean> flag(String name) {
    return has(name)
        ? Optional.of(value(name, JsonNodeType.BOOLEAN).booleanValue())
        : Optional.empty();
  }

  /** A whole number from 0 on. */
  OptionalLong count(String name) {
    return has(name) ? OptionalLong.of(count(name, object.get(name))) : OptionalLong.empty();
  }

  /** A time in seconds as nanoseconds. */
  OptionalLong seconds(String name) {
    return has(name) ? OptionalLong.of(nanos(name, 1e9)) : OptionalLong.empty();
  }

  /** A time in milliseconds as nanoseconds; the field must be there. */
  long milliseconds(String name) {
    return nanos(name, 1e6);
  }

  private long nanos(String name, double unit) {
    double time = value(name, JsonNodeType.NUMBER).doubleValue();
    if (time >= 0 && time * unit < 1e18) {
      return Math.round(time * unit);
    }
    throw wrong(name, "a time >= 0", object.get(name));
  }

  static long count(String name, JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
      return value.longValue();
    }
    throw wrong(name, "a whole number >= 0", value);
  }

  /**
   * Ids below the vocabulary's size.
   *
   * @throws MalformedAnswerException if one is not
   */
  static int[] ids(String name, JsonNode array, int vocabulary) {
    int[] ids = new int[array.size()];
    for (int i = 0; i < ids.length; i++) {
      long id = count(name + "[" + i + "]", array.get(i));
      if (id >= vocabulary) {
        throw new MalformedAnswerException(
            String.format(
                Locale.ROOT,
                "%s[%d] is %d, the vocabulary of the tokenizer has %d ids",
                name,
                i,
                id,
                vocabulary));
      }
      ids[i] = (int) id;
    }
    return ids;
  }

  private JsonNode value(String name, JsonNodeType type) {
    JsonNode value = object.get(name);
    if (value.getNodeType() != type) {
      throw wrong(name, "a value of type " + type.name().toLowerCase(Locale.ROOT), value);
    }
    return value;
  }

  static MalformedAnswerException wrong(String name, String wanted, JsonNode value) {
    return new MalformedAnswerException(
        name + " must be " + wanted + ", was " + Excerpt.of(value.toString()));
  }

  static MalformedAnswerException missing(String name) {
    return new MalformedAnswerException("the field \"" + name + "\" is missing");
  }
}
