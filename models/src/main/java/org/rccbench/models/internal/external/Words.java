package org.rccbench.models.internal.external;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command line cut into words; quotes of both kinds keep spaces, nothing else is special. */
final class Words {
  private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)|(\\s+)");

  private Words() {}

  /**
   * The words.
   *
   * @throws IllegalArgumentException if a quote stays open or there is no word
   */
  static List<String> of(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    Matcher part = PART.matcher(line);
    int at = 0;
    while (part.find()) {
      if (part.start() != at) {
        break;
      }
      at = part.end();
      if (part.group(4) != null) {
        add(words, word);
        word = null;
      } else {
        word = word == null ? new StringBuilder() : word;
        word.append(inside(part));
      }
    }
    if (at < line.length()) {
      throw new IllegalArgumentException("a quote stays open in the command: " + line);
    }
    add(words, word);
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "which program? Give a command as source, such as python3 my_model.py");
    }
    return words;
  }

  private static String inside(Matcher part) {
    for (int group = 1; group <= 3; group++) {
      if (part.group(group) != null) {
        return part.group(group);
      }
    }
    throw new IllegalStateException("a part has one of its forms");
  }

  private static void add(List<String> words, StringBuilder word) {
    if (word != null) {
      words.add(word.toString());
    }
  }
}
