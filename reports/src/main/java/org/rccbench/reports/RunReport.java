package org.rccbench.reports;

import java.awt.AWTError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tables and figures of a run, made from the files in its folder alone: the same files give the
 * same bytes.
 */
public final class RunReport {
  /** Written under {@code figures/} in place of figures on a system without fonts. */
  public static final String NOT_DRAWN = "NOT-DRAWN.txt";

  static final String ADVICE =
      "Figures need fonts: install fontconfig and a font package, such as fonts-dejavu-core, and"
          + " run the verb report again. The tables hold the same numbers.";

  private final Path folder;
  private final List<Path> files = new ArrayList<>();

  private RunReport(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes {@code tables/*.csv}, {@code tables/*.md} and {@code figures/*.svg} for all that the run
   * folder holds: samples.jsonl, measurements.jsonl, both or neither.
   *
   * @return the files written, in the order of writing; empty if there was nothing to report
   * @throws IllegalStateException if a file of the run is damaged
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public static List<Path> write(Path runFolder) {
    return write(runFolder, List.of());
  }

  /**
   * The same with scores of some profiles alone.
   *
   * @param profiles names, with {@code @n} for a score over the first n tokens, without for all of
   *     a name; those that the run did not have are taken from scores.jsonl. Empty for what the run
   *     had.
   * @throws IllegalArgumentException if no sample has such a score
   */
  public static List<Path> write(Path runFolder, List<String> profiles) {
    RunData read = RunData.read(runFolder);
    RunData run =
        profiles.isEmpty()
            ? read
            : read.withSamples(new ChosenProfiles(profiles).of(read, runFolder));
    RunReport report = new RunReport(runFolder);
    if (!run.samplesOf(PasskeyTable.TASK).isEmpty()) {
      report.table(PasskeyTable.of(run));
    }
    if (!run.samplesOf(ReconstructionTables.TASK).isEmpty()) {
      ReconstructionTables.of(run).forEach(report::table);
      DivergenceTables.of(run).forEach(report::table);
    }
    if (!run.samplesOf(QuestionAnsweringTables.TASK).isEmpty()) {
      QuestionAnsweringTables.of(run).forEach(report::table);
    }
    if (!run.measurements().isEmpty()) {
      report.table(MemoryTable.of(run.measurements()));
    }
    if (MemoryFigure.hasMemory(run.measurements())) {
      report.figure("memory", () -> MemoryFigure.memory(run.measurements()));
    }
    if (MemoryFigure.hasTime(run.measurements())) {
      report.figure("time", () -> MemoryFigure.time(run.measurements()));
    }
    return List.copyOf(report.files);
  }

  private void table(ReportTable table) {
    if (table.table().rowCount() == 0) {
      return;
    }
    Path tables = folder.resolve("tables");
    write(tables.resolve(table.name() + ".csv"), CsvText.of(table.table()));
    write(tables.resolve(table.name() + ".md"), MarkdownText.of(table));
  }

  private void figure(String name, Supplier<String> svg) {
    Path figures = folder.resolve("figures");
    String text = drawn(svg);
    boolean drawn = !text.equals(ADVICE);
    if (drawn) {
      delete(figures.resolve(NOT_DRAWN));
    }
    write(figures.resolve(drawn ? name + ".svg" : NOT_DRAWN), drawn ? text : text + "\n");
  }

  /** The figure; empty on a system without fonts. */
  static Optional<String> drawnWithFonts(Supplier<String> svg) {
    String drawn = drawn(svg);
    return drawn.equals(ADVICE) ? Optional.empty() : Optional.of(drawn);
  }

  /** The figure, or the advice: without fonts the JDK throws errors of several kinds. */
  static String drawn(Supplier<String> svg) {
    try {
      return svg.get();
    } catch (LinkageError | InternalError | AWTError e) {
      return ADVICE;
    } catch (RuntimeException e) {
      if (isFontFailure(e)) {
        return ADVICE;
      }
      throw e;
    }
  }

  /** Failures of the JDK's own font code, which come as NullPointerException among others. */
  private static boolean isFontFailure(RuntimeException e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      if (frame.getClassName().startsWith("sun.font.")) {
        return true;
      }
    }
    return e.getMessage() != null && e.getMessage().startsWith("Fontconfig");
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be removed: " + e.getMessage(), e);
    }
  }

  private void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
    if (!files.contains(file)) {
      files.add(file);
    }
  }
}
