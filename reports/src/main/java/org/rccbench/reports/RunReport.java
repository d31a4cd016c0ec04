package org.rccbench.reports;

import java.awt.AWTError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.rccbench.reports.paper.PaperScale;

/**
 * Tables, figures and report.html of a run, made from the files in its folder alone: the same files
 * give the same bytes.
 */
public final class RunReport {
  /** Written under {@code figures/} in place of figures on a system without fonts. */
  public static final String NOT_DRAWN = "NOT-DRAWN.txt";

  static final String ADVICE =
      "Figures need fonts: install fontconfig and a font package, such as fonts-dejavu-core, and"
          + " run the verb report again. The tables hold the same numbers.";

  private final ReportOrder order;
  private final List<Path> files = new ArrayList<>();

  private RunReport(ReportOrder order) {
    this.order = order;
  }

  /** Writes everything that the run folder holds, as {@link #write(ReportOrder)} does. */
  public static List<Path> write(Path runFolder) {
    return write(ReportOrder.all(runFolder));
  }

  /**
   * Writes {@code tables/*.csv, .md, .tex}, {@code figures/*.svg, .png, .pdf} and report.html for
   * all that the run folders hold and the order asks for: samples.jsonl, measurements.jsonl, both
   * or neither.
   *
   * @return the files written, in the order of writing; empty if there was nothing to report
   * @throws IllegalStateException if a file of the run is damaged
   * @throws IllegalArgumentException if the order names a table, figure or model that is not there
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public static List<Path> write(ReportOrder order) {
    return write(order, List.of());
  }

  /**
   * The same with scores of some profiles alone.
   *
   * @param profiles names, with {@code @n} for a score over the first n tokens, without for all of
   *     a name; those that a run did not have are taken from its scores.jsonl. Empty for what the
   *     runs had.
   * @throws IllegalArgumentException if no sample has such a score
   */
  public static List<Path> write(ReportOrder order, List<String> profiles) {
    return write(order, Runs.read(order.runs(), profiles), Optional.empty());
  }

  /**
   * The same of complete samples alone: those about contexts that no model got shortened, skipped
   * or refused for their length.
   *
   * @throws IllegalArgumentException if no sample is complete
   */
  public static List<Path> writeComplete(ReportOrder order, List<String> profiles) {
    CompleteSamples complete = CompleteSamples.of(Runs.read(order.runs(), profiles));
    return write(order, complete.run(), Optional.of(complete.note()));
  }

  private static List<Path> write(ReportOrder order, RunData run, Optional<String> note) {
    ModelNames names = new ModelNames(run, order.labels());
    RunCaption caption =
        RunCaption.join(order.runs().stream().map(RunCaption::read).toList()).with(note);
    List<ReportTable> tables = new ArrayList<>(Tables.of(run));
    order
        .single()
        .map(one -> BesidePaper.of(one, run, PaperScale.ofSuite(caption.scale())))
        .ifPresent(tables::addAll);
    Map<String, Figures.Figure> figures = Figures.of(run, tables, names);
    RunReport report = new RunReport(order);
    report.requireKnown(tables, figures);
    List<ReportTable> shown = tables.stream().map(t -> Tables.named(t, names)).toList();
    shown.forEach(table -> report.table(table, caption));
    figures.replaceAll((name, figure) -> figure.with(note));
    figures.forEach(report::figure);
    if (order.wantsPage() && !(shown.isEmpty() && figures.isEmpty())) {
      HtmlReport page = new HtmlReport(run, names, caption, shown, figures);
      Optional<Verdicts> verdicts = order.single().flatMap(Verdicts::read);
      report.write(order.out().resolve(HtmlReport.FILE), page.html(verdicts, order.maxSamples()));
    }
    return List.copyOf(report.files);
  }

  private void requireKnown(List<ReportTable> tables, Map<String, Figures.Figure> figures) {
    NavigableSet<String> known = new TreeSet<>(figures.keySet());
    tables.forEach(table -> known.add(table.name()));
    for (String name : order.only()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "there is no table or figure " + name + " here; there are " + String.join(", ", known));
      }
    }
  }

  private void table(ReportTable table, RunCaption caption) {
    if (order.wants(table.name())) {
      Path tables = order.out().resolve("tables");
      write(tables.resolve(table.name() + ".csv"), CsvText.of(table.table()));
      write(tables.resolve(table.name() + ".md"), MarkdownText.of(table));
      write(tables.resolve(table.name() + ".tex"), LatexText.of(table, caption));
    }
  }

  private void figure(String name, Figures.Figure figure) {
    if (!order.wants(name)) {
      return;
    }
    Path folder = order.out().resolve("figures");
    for (FigureFormat format : order.formats()) {
      Optional<byte[]> drawn = drawnWithFonts(() -> bytes(figure.drawing(), format));
      if (drawn.isPresent()) {
        delete(folder.resolve(NOT_DRAWN));
        write(folder.resolve(name + "." + format.ending()), drawn.get());
      } else {
        write(folder.resolve(NOT_DRAWN), ADVICE + "\n");
      }
    }
  }

  private byte[] bytes(Drawing drawing, FigureFormat format) {
    try {
      return format.write(drawing, order.theme(), order.width().points());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a figure cannot be drawn as " + format.name().toLowerCase(Locale.ROOT), e);
    }
  }

  /** The figure; empty on a system without fonts, where the JDK throws errors of several kinds. */
  static <T> Optional<T> drawnWithFonts(Supplier<T> figure) {
    try {
      return Optional.of(figure.get());
    } catch (LinkageError | InternalError | AWTError e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      if (isFontFailure(e)) {
        return Optional.empty();
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
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
    if (!files.contains(file)) {
      files.add(file);
    }
  }
}
