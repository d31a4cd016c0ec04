package org.rccbench.evaluators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Javadoc of a type says, read from its source, as Markdown. */
final class SourceComments {
  private static final Pattern INLINE =
      Pattern.compile("\\{@(code|link) ([^}]*(?:\\{[^}]*})?[^}]*)}");
  private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) ");

  private final String source;
  private final Path file;

  private SourceComments(Path file, String source) {
    this.file = file;
    this.source = source;
  }

  /** The source of a type, a nested one's being that of the type around it. */
  static SourceComments of(Class<?> type, String module) {
    String name = type.getName().replaceAll("\\$.*", "").replace('.', '/');
    Path file = root().resolve(module).resolve("src/main/java").resolve(name + ".java");
    try {
      return new SourceComments(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path root() {
    return Path.of(System.getProperty("rccbench.root", ""));
  }

  /** What the comment before a declaration says, its parameters left out. */
  String before(String declaration) {
    String text = comment(declaration);
    int tags = text.indexOf("@param");
    return markdown(tags < 0 ? text : text.substring(0, tags));
  }

  /** Each parameter's sentence, by its name. */
  Map<String, String> parameters(String declaration) {
    String text = comment(declaration);
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher matcher = PARAMETER.matcher(text);
    String name = null;
    int from = 0;
    while (matcher.find()) {
      if (name != null) {
        parameters.put(name, markdown(text.substring(from, matcher.start())));
      }
      name = matcher.group(1);
      from = matcher.end();
    }
    if (name != null) {
      parameters.put(name, markdown(text.substring(from)));
    }
    return parameters;
  }

  private String comment(String declaration) {
    int at = source.indexOf(declaration);
    int end = source.lastIndexOf("*/", at);
    int start = source.lastIndexOf("/**", end);
    if (at < 0 || start < 0 || !source.substring(end + 2, at).matches("[\\s\\w@(),\"]*")) {
      throw new IllegalStateException(file + " has no comment before \"" + declaration + "\"");
    }
    return source.substring(start + 3, end).replaceAll("\\n\\s*\\*", "\n");
  }

  private static String markdown(String comment) {
    String text = comment.replaceAll("<p>|</p>", " ").replaceAll("\\s+", " ").strip();
    return INLINE
        .matcher(text)
        .replaceAll(
            inline -> {
              String words = inline.group(2).strip();
              boolean link = inline.group(1).equals("link");
              return Matcher.quoteReplacement(
                  "`" + (link ? words.replaceFirst("^#", "").replace('#', '.') : words) + "`");
            });
  }
}
