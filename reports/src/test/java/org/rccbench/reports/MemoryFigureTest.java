package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.results.Measurement;
import org.w3c.dom.Document;

/** The same points give the same bytes, wherever and in whatever order they are drawn. */
class MemoryFigureTest {

  @Test
  void redrawingIsByteEqualUnderOtherOrdersLocalesAndZones() {
    String memory = MemoryFigure.memory(MeasuredPoints.list());
    String time = MemoryFigure.time(MeasuredPoints.list());
    List<Measurement> shuffled = new ArrayList<>(MeasuredPoints.list());
    Collections.shuffle(shuffled, new Random(3));
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));

      assertThat(MemoryFigure.memory(shuffled)).isEqualTo(memory);
      assertThat(MemoryFigure.time(shuffled)).isEqualTo(time);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void theFigureIsWellFormedAndSaysWhoseWeightsAreRandom() throws Exception {
    String svg = MemoryFigure.memory(MeasuredPoints.list());
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

    String title = document.getElementsByTagName("title").item(0).getTextContent();
    assertThat(title).isEqualTo("Peak memory above idle (untrained, random weights: pythia)");
    assertThat(document.getElementsByTagName("b").getLength()).isZero();
    assertThat(svg).contains("rcc|&lt;b&gt;x&lt;/b&gt; (analytic floor)").contains("MiB");
    assertThat(svg).doesNotContainPattern("20[0-9]{2}-[01][0-9]-");
  }

  @Test
  void linesDifferInColourAndDashAndFloorsAreThinAndDashed() {
    String svg = MemoryFigure.memory(MeasuredPoints.list());

    assertThat(svg).contains("stroke:rgb(0,114,178);stroke-width:2;");
    assertThat(svg).containsPattern("stroke:rgb\\(213,94,0\\);stroke-width:2[^\"]*dasharray:9,4");
    assertThat(svg).containsPattern("stroke:rgb\\(213,94,0\\)[^\"]*dasharray:2,3");
  }

  @Test
  void theAxisCountsInPowersOfTwo() {
    assertThat(Figure.tokens(9)).isEqualTo("512");
    assertThat(Figure.tokens(11)).isEqualTo("2k");
    assertThat(Figure.tokens(20)).isEqualTo("1M");
    assertThat(Figure.tokens(11.5)).isEmpty();
  }

  @Test
  void aPointWithoutANumberIsNoPointOfALine() {
    assertThat(
            MemoryFigure.hasMemory(
                List.of(MeasuredPoints.list().get(4), MeasuredPoints.list().get(5))))
        .isFalse();
  }
}
