package org.rccbench.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The schemas that can be read from local files, by the names that suite files use. */
public enum Datasets {
  /**
   * Text files: one file is one example without a question, named as the file; of a folder, its
   * {@code *.txt} and {@code *.md} files in the order of their names.
   */
  PLAIN_TEXT("plain-text", PlainTextReader::new),

  /**
   * PwC (prompt with context) JSON Lines: string fields {@code input} (the context), {@code prompt}
   * (the question) and {@code answer}; the id of an example is {@code <file name>:<line>}.
   */
  PWC("pwc", PwcReader::new);

  private final String label;

  // A constructor reference holds no state; Function cannot say so.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Path, DatasetReader> reader;

  Datasets(String label, Function<Path, DatasetReader> reader) {
    this.label = label;
    this.reader = reader;
  }

  /**
   * The schema that suite files call {@code name}.
   *
   * @throws IllegalArgumentException if there is none, listing the known ones
   */
  public static Datasets named(String name) {
    return Arrays.stream(values())
        .filter(schema -> schema.label.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    String known = Arrays.stream(values()).map(s -> s.label).collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT, "there is no data set schema \"%s\"; known ones: %s", name, known);
  }

  /** The name in suite files. */
  public String label() {
    return label;
  }

  /**
   * Opens {@code file}, where a bad line is an error; reads it once for its sha256.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  public Dataset open(Path file) {
    return open(file, false);
  }

  /**
   * As {@link #open(Path)}; with {@code skipBad}, bad lines are left out and listed by {@link
   * Dataset#skipped}. A plain text has no lines to skip.
   */
  public Dataset open(Path file, boolean skipBad) {
    return new Dataset(reader.apply(file), skipBad);
  }
}
