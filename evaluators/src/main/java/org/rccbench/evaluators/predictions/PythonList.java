package org.rccbench.evaluators.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of strings as Python prints it: {@code ['Paris', "it's"]}. */
final class PythonList {
  private final String text;
  private int at;

  private PythonList(String text) {
    this.text = text;
  }

  /** The strings; empty if the text is anything else. */
  static Optional<List<String>> parse(String text) {
    try {
      return new PythonList(text).list();
    } catch (StringIndexOutOfBoundsException | IllegalArgumentException e) {
      // cut off, or an escape that names no code point
      return Optional.empty();
    }
  }

  private Optional<List<String>> list() {
    List<String> strings = new ArrayList<>();
    if (text.charAt(at++) != '[') {
      return Optional.empty();
    }
    while (text.charAt(at) != ']') {
      char quote = text.charAt(at++);
      if (quote != '\'' && quote != '"') {
        return Optional.empty();
      }
      strings.add(string(quote));
      if (text.startsWith(", ", at)) {
        at += 2;
      } else if (text.charAt(at) != ']') {
        return Optional.empty();
      }
    }
    return at == text.length() - 1 && !strings.isEmpty() ? Optional.of(strings) : Optional.empty();
  }

  private String string(char quote) {
    StringBuilder string = new StringBuilder();
    for (char c = text.charAt(at++); c != quote; c = text.charAt(at++)) {
      if (c == '\\') {
        string.appendCodePoint(escaped());
      } else {
        string.append(c);
      }
    }
    return string.toString();
  }

  private int escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'x' -> hexadecimal(2);
      case 'u' -> hexadecimal(4);
      case 'U' -> hexadecimal(8);
      default -> c;
    };
  }

  private int hexadecimal(int digits) {
    int point = Integer.parseInt(text.substring(at, at + digits), 16);
    at += digits;
    return point;
  }
}
