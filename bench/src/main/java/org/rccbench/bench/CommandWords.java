package org.rccbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A command line of this program, as a person types it into a shell. */
final class CommandWords {
  private final List<String> words = new ArrayList<>();

  CommandWords(String verb) {
    words.add("rcc-bench");
    words.add(verb);
  }

  CommandWords add(Object... more) {
    for (Object word : more) {
      words.add(word.toString());
    }
    return this;
  }

  CommandWords addIf(boolean wanted, Object... more) {
    return wanted ? add(more) : this;
  }

  @Override
  public String toString() {
    return words.stream().map(CommandWords::quoted).collect(Collectors.joining(" "));
  }

  /** Quoted where a POSIX shell would take a character for its own. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9._/:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
