package org.rccbench.reports;

import java.awt.Color;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is done to the writer's SVG: names, size and title; and the form that stands in a page. */
final class SvgText {
  private static final String XML_HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final Pattern CLIP = Pattern.compile("\\bclip-?\\d+\\b");
  private static final Pattern STYLE = Pattern.compile(" style=\"([^\"]*)\"");
  private static final Pattern SIZE = Pattern.compile(" (width|height)=\"[^\"]*\"");
  private static final double MM_PER_POINT = 25.4 / 72;

  private SvgText() {}

  /** The whole file, with title and lines in words, since letters are drawn as paths. */
  static String finish(String written, Drawing drawing, int width) {
    String svg = numberClips(written);
    // The writer's DOCTYPE, left out here, names a file that an XML reader would fetch.
    int start = svg.indexOf("<svg");
    int open = svg.indexOf('>', start);
    String head = SIZE.matcher(svg.substring(start, open)).replaceAll("");
    return XML_HEAD
        + head
        + size(width, drawing.height(width), head.contains("viewBox"))
        + " role=\"img\"><title>"
        + xml(drawing.title())
        + "</title><desc>"
        + xml(Shown.oneLine(drawing.description()))
        + "</desc>"
        + svg.substring(open + 1);
  }

  private static String size(int width, int height, boolean hasBox) {
    String size =
        String.format(
            Locale.ROOT,
            " width=\"%.2fmm\" height=\"%.2fmm\"",
            width * MM_PER_POINT,
            height * MM_PER_POINT);
    return hasBox ? size : size + " viewBox=\"0 0 " + width + " " + height + "\"";
  }

  /** The writer names clips by hash codes, which may differ from one process to the next. */
  private static String numberClips(String svg) {
    Map<String, String> names = new HashMap<>();
    return CLIP.matcher(svg)
        .replaceAll(
            match -> names.computeIfAbsent(match.group(), name -> "clip-" + (names.size() + 1)));
  }

  static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /**
   * The light figure as a part of an HTML page: no style attribute, which the page's security
   * policy forbids; colours of the theme as variables, so that the page can turn it dark; names of
   * its own for its clips.
   *
   * @param name unique in the page
   */
  static String inPage(String svg, String name) {
    String inner = svg.substring(svg.indexOf("<svg"));
    Matcher styles = STYLE.matcher(inner);
    String plain = styles.replaceAll(style -> Matcher.quoteReplacement(attributes(style.group(1))));
    String own = CLIP.matcher(plain).replaceAll(clip -> name + "-" + clip.group());
    for (Map.Entry<String, String> colour : variables().entrySet()) {
      own = own.replace("=\"" + colour.getKey() + "\"", "=\"" + colour.getValue() + "\"");
    }
    return own;
  }

  private static String attributes(String style) {
    StringBuilder attributes = new StringBuilder();
    for (String rule : style.split(";", -1)) {
      int colon = rule.indexOf(':');
      if (colon > 0) {
        attributes
            .append(' ')
            .append(rule.substring(0, colon).strip())
            .append("=\"")
            .append(rule.substring(colon + 1).strip())
            .append('"');
      }
    }
    return attributes.toString();
  }

  private static Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(rgb(Theme.LIGHT.ground()), "var(--ground)");
    variables.put(rgb(Theme.LIGHT.ink()), "var(--ink)");
    variables.put(rgb(Theme.LIGHT.grid()), "var(--grid)");
    for (int i = 0; i < Theme.colours(); i++) {
      variables.put(rgb(Theme.LIGHT.series(i)), "var(--line-" + i + ")");
    }
    return variables;
  }

  private static String rgb(Color colour) {
    return "rgb(" + colour.getRed() + "," + colour.getGreen() + "," + colour.getBlue() + ")";
  }

  /** The variables of a theme as CSS declarations. */
  static String css(Theme theme) {
    StringBuilder css = new StringBuilder();
    css.append("--ground:").append(rgb(theme.ground())).append(';');
    css.append("--ink:").append(rgb(theme.ink())).append(';');
    css.append("--grid:").append(rgb(theme.grid())).append(';');
    for (int i = 0; i < Theme.colours(); i++) {
      css.append("--line-").append(i).append(':').append(rgb(theme.series(i))).append(';');
    }
    return css.toString();
  }
}
