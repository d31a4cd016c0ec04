package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.results.Measurement;
import org.w3c.dom.Document;

/** The same points give the same bytes, wherever and in whatever order they are drawn. */
class MemoryFigureTest {

  private static String svg(List<Measurement> points) {
    ModelNames names = names(points);
    return FigureFormat.svg(
        new Captioned(MemoryFigure.memory(points, names)), Theme.LIGHT, FigureWidth.PAGE.points());
  }

  private static ModelNames names(List<Measurement> points) {
    return new ModelNames(new RunData(List.of(), points, Map.of(), 3, true), Map.of());
  }

  @Test
  void theFigureIsWellFormedAndSaysWhoseWeightsAreRandom() throws Exception {
    List<Measurement> points = MeasuredPoints.list();
    String svg = svg(points);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

    String title = document.getElementsByTagName("title").item(0).getTextContent();
    assertThat(title).isEqualTo("Peak memory above idle");
    assertThat(MemoryFigure.memory(points, names(points)).notes())
        .contains("Untrained, random weights: pythia.");
    assertThat(document.getElementsByTagName("b").getLength()).isZero();
    assertThat(svg).contains("rcc|&lt;b&gt;x&lt;/b&gt; (analytic floor)").contains("MiB");
    assertThat(svg).doesNotContainPattern("20[0-9]{2}-[01][0-9]-");
    assertThat(svg).contains("width=\"173.92mm\"");
  }

  @Test
  void linesDifferInColourAndDashAndFloorsAreThinAndDotted() {
    String svg = svg(MeasuredPoints.list());

    assertThat(svg).contains("stroke:rgb(0,114,178);stroke-width:1.4");
    assertThat(svg).containsPattern("stroke:rgb\\(213,94,0\\);stroke-width:1.4[^\"]*dasharray:5,2");
    assertThat(svg).containsPattern("stroke:rgb\\(213,94,0\\)[^\"]*dasharray:1,2");
  }

  @Test
  void theAxisCountsInPowersOfTwo() {
    assertThat(LineChart.tokens(9)).isEqualTo("512");
    assertThat(LineChart.tokens(11)).isEqualTo("2k");
    assertThat(LineChart.tokens(20)).isEqualTo("1M");
    assertThat(LineChart.tokens(11.5)).isEmpty();
    assertThat(LineChart.powerOfTen(-1)).isEqualTo("0.1");
    assertThat(LineChart.powerOfTen(2)).isEqualTo("100");
    assertThat(LineChart.powerOfTen(0.5)).isEqualTo("3.2");
    assertThat(LineChart.count(10)).isEqualTo("1024");
  }

  @Test
  void thePapersBarsAreThoseOfItsFigure() {
    Map<String, Points> paper = MemoryFigure.paperPoints();

    assertThat(paper).containsOnlyKeys("Pythia-1.4b", "RCC-1.4x2b at rate 32");
    assertThat(paper.get("Pythia-1.4b").last()).isEqualTo(61928 / 1024.0);
    assertThat(paper.get("RCC-1.4x2b at rate 32").values()).hasSize(7);
  }

  @Test
  void aPointWithoutANumberIsNoPointOfALine() {
    assertThat(
            MemoryFigure.hasMemory(
                List.of(MeasuredPoints.list().get(4), MeasuredPoints.list().get(5))))
        .isFalse();
  }
}
