package org.rccbench.models.internal.external;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A key from the environment, if there is one. It leaves this object only as a header. */
final class ApiKey {
  static final String USUAL_VARIABLE = "OPENAI_API_KEY";
  private static final String HIDDEN = "[key]";

  /** Characters of the shortest key that no answer has by chance. */
  private static final int SHORTEST = 8;

  private final String variable;
  private final Optional<String> value;

  private ApiKey(String variable, Optional<String> value) {
    this.variable = variable;
    this.value = value;
  }

  /**
   * Takes it from the environment.
   *
   * @throws IllegalArgumentException if a variable is asked for that is not set, or its value
   *     cannot be a header
   */
  static ApiKey of(Optional<String> wanted, Map<String, String> environment) {
    String variable = wanted.orElse(USUAL_VARIABLE);
    if (!isVariable(variable)) {
      throw new IllegalArgumentException(
          "the setting key_env must be the name of an environment variable, not the key itself");
    }
    Optional<String> value =
        Optional.ofNullable(environment.get(variable)).filter(key -> !key.isBlank());
    if (wanted.isPresent() && value.isEmpty()) {
      throw new IllegalArgumentException(
          // what was meant as a name may be a key
          "the environment has no variable of the name that the setting key_env gives");
    }
    if (value.isPresent() && !value.get().matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException(
          "the key in " + variable + " has characters that no key has");
    }
    return new ApiKey(variable, value);
  }

  /** Whether a word can be the name of an environment variable. */
  static boolean isVariable(String word) {
    return word.matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  String variable() {
    return variable;
  }

  Optional<String> header() {
    return value.map(key -> "Bearer " + key);
  }

  /** Somebody else's words without the key, which some servers say back. */
  String hiddenIn(String words) {
    return value.map(key -> words.replace(key, HIDDEN)).orElse(words);
  }

  /**
   * A whole answer without the key, before anything is read from it or cut. A value as short as the
   * stand-ins that servers without keys take, such as EMPTY, may be a word of an answer, and is
   * hidden in messages alone.
   */
  String hiddenInAll(String answer) {
    return value.filter(key -> key.length() >= SHORTEST).isPresent() ? hiddenIn(answer) : answer;
  }

  /**
   * An environment for somebody else's program, which has no use for a key.
   *
   * @param variables in which there are keys, beside the usual one
   */
  static void removeFrom(Map<String, String> environment, Set<String> variables) {
    environment.remove(USUAL_VARIABLE);
    variables.forEach(environment::remove);
  }

  @Override
  public String toString() {
    return HIDDEN;
  }
}
