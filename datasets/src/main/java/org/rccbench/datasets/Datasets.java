package org.rccbench.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
   * PwC (prompt with context): string fields {@code input} (the context), {@code prompt} (the
   * question) and {@code answer}; the id of an example is {@code <file name>:<line>}.
   */
  PWC("pwc", PwcReader::new, "input", "prompt", "answer"),

  /** LongBench, one file a set, as published. */
  LONGBENCH(
      "longbench",
      LongBenchReader::standard,
      "input",
      "context",
      "answers",
      "length",
      "dataset",
      "all_classes"),

  /** LongBench-E: the same fields, and a bucket of length. */
  LONGBENCH_E("longbench-e", LongBenchReader::ofE),

  /** Rows as kvpress evaluates them; the id of an example is {@code <file name>:<row>}. */
  KVPRESS("kvpress", KvpressReader::new, "context", "question", "answer_prefix", "max_new_tokens"),

  /** HotpotQA, as published. */
  HOTPOTQA("hotpotqa", HotpotQaReader::new, "_id", "question", "context"),

  /** Qasper, as published: an example for each question, the papers of which are read once. */
  QASPER("qasper", QasperReader::new),

  /** RULER, as its generators write it; the id of an example is {@code <file name>:<line>}. */
  RULER("ruler", RulerReader::new, "index", "input", "outputs"),

  /** BABILong; the id of an example is {@code <file name>:<line or row>}. */
  BABILONG("babilong", BabilongReader::new, "input", "question", "target");

  private final String label;

  // A constructor reference holds no state; Function cannot say so.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Path, DatasetReader> reader;

  // Of List.of, which its type cannot say.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> signature;

  /**
   * @param signature the fields that tell this schema from the others; none where fields alone do
   *     not tell it
   */
  Datasets(String label, Function<Path, DatasetReader> reader, String... signature) {
    this.label = label;
    this.reader = reader;
    this.signature = List.of(signature);
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

  /**
   * The schema that {@code file} has, told by the fields of its first row; a file or folder of text
   * by its name. Empty where it is none of the known ones.
   *
   * @throws IllegalArgumentException if there is no such file or folder
   */
  public static Optional<Datasets> recognise(Path file) {
    if (Files.isDirectory(file) || file.toString().matches(".*\\.(txt|md)")) {
      return Optional.of(PLAIN_TEXT);
    }
    FirstRow first = FirstRow.of(PlainTextReader.requireFile(file));
    if (first.keyed()) {
      return first.fields().contains("qas") ? Optional.of(QASPER) : Optional.empty();
    }
    return Arrays.stream(values())
        .filter(schema -> !schema.signature.isEmpty())
        .filter(schema -> first.fields().containsAll(schema.signature))
        .findFirst()
        .map(schema -> schema == LONGBENCH && isE(Packing.nameOf(file)) ? LONGBENCH_E : schema);
  }

  /** LongBench names the files of LongBench-E {@code <set>_e.jsonl}. */
  private static boolean isE(String name) {
    return name.matches(".*_e(\\.[a-z]+)?");
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
