package org.rccbench.reports;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.StringLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * report.html: one file that needs no network and no other file. The template escapes everything
 * but what this class made itself; a content security policy lets only the page's own style and
 * script act, known by their hashes.
 */
final class HtmlReport {
  static final String FILE = "report.html";

  private final RunData run;
  private final ModelNames names;
  private final RunCaption caption;
  private final List<ReportTable> tables;
  private final Map<String, Figures.Figure> figures;

  /**
   * A page.
   *
   * @param tables with the models' names for people
   */
  HtmlReport(
      RunData run,
      ModelNames names,
      RunCaption caption,
      List<ReportTable> tables,
      Map<String, Figures.Figure> figures) {
    this.run = run;
    this.names = names;
    this.caption = caption;
    this.tables = tables;
    this.figures = figures;
  }

  String html(Optional<Verdicts> verdicts, int maxSamples) {
    ChosenSamples chosen = new ChosenSamples(run, maxSamples);
    SampleIndex index = SampleIndex.of(chosen, names);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", caption.scale().isEmpty() ? "rcc-bench" : "rcc-bench: " + caption.scale());
    page.put("about", about());
    page.put("verdicts", verdicts.map(Verdicts::table).orElse(null));
    page.put("words", verdicts.map(Verdicts::words).orElse(List.of()));
    addFigures(page);
    page.put("tables", tables.stream().map(table -> HtmlTable.of(table, caption)).toList());
    page.put("sampleNote", chosen.note());
    page.put("index", index.json());
    page.put("chunks", index.chunks());
    addCode(page);
    return render(page);
  }

  private List<String> about() {
    List<String> about = new ArrayList<>();
    if (!caption.run().isEmpty()) {
      about.add("Run " + caption.run());
    }
    if (!run.complete()) {
      about.add("The run is not complete.");
    }
    caption.note().ifPresent(about::add);
    return about.stream().map(Shown::oneLine).toList();
  }

  private void addFigures(Map<String, Object> page) {
    Map<String, ReportTable> byName =
        tables.stream().collect(Collectors.toMap(ReportTable::name, Function.identity()));
    List<Map<String, Object>> all = new ArrayList<>();
    boolean drawn = true;
    for (Map.Entry<String, Figures.Figure> entry : figures.entrySet()) {
      Drawing drawing = entry.getValue().drawing();
      Optional<String> svg =
          RunReport.drawnWithFonts(
              () -> FigureFormat.svg(drawing, Theme.LIGHT, FigureWidth.PAGE.points()));
      drawn &= svg.isPresent();
      if (svg.isPresent()) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("name", entry.getKey());
        figure.put("title", drawing.title());
        figure.put("svg", SvgText.inPage(svg.get(), entry.getKey()));
        figure.put("data", entry.getValue().data());
        figure.put("table", HtmlTable.of(byName.get(entry.getValue().data()), caption));
        all.add(figure);
      }
    }
    page.put("figures", all);
    page.put("notDrawn", drawn ? List.of() : List.of(RunReport.ADVICE));
  }

  private static void addCode(Map<String, Object> page) {
    String style =
        resource("report.css")
            .replace("@LIGHT@", SvgText.css(Theme.LIGHT))
            .replace("@DARK@", SvgText.css(Theme.DARK));
    String script = resource("report.js");
    page.put("style", style);
    page.put("styleHash", hash(style));
    page.put("script", script);
    page.put("scriptHash", hash(script));
  }

  private static String hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return "sha256-"
          + Base64.getEncoder().encodeToString(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String render(Map<String, Object> page) {
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(new StringLoader())
            .strictVariables(true)
            .autoEscaping(true)
            .newLineTrimming(false)
            .defaultLocale(Locale.ROOT)
            .cacheActive(false)
            .build();
    StringWriter html = new StringWriter();
    try {
      engine.getTemplate(resource("report.peb")).evaluate(html, page, Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException("the page cannot be made", e);
    }
    return html.toString();
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
