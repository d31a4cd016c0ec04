package org.rccbench.reports.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number of the paper has one row, nothing that was not found has a value. */
class PaperManifestTest {
  private static final PaperManifest RCC = PaperManifest.bundled("rcc");

  /** Rows of Table 1, cells from 32K to 1M, as they are printed. */
  private static final Map<String, String> TABLE_1 =
      Map.of(
          "rcc-mamba-ft-8k", "98/100/97 96/98/94 95/93/89 94/95/96 94/96/96",
          "rcc-transformer-ft-8k", "97/95/96 96/97/96 92/96/96 92/89/95 97/96/96",
          "rcc-mamba-ft-32k", "100/100/100 100/100/100 100/100/100 100/100/100 100/99/100",
          "rcc-transformer-ft-32k", "99/100/100 100/100/100 100/100/100 98/100/100 100/100/100",
          "infini-transformer-ft", "100/100/100 100/100/100 100/100/100 97/99/100 96/94/100");

  static List<String> bundled() {
    return PaperManifest.BUNDLED;
  }

  @ParameterizedTest
  @CsvSource({
    "table-1, 75",
    "table-1.infini-transformer-ft, 15",
    "table-2, 17",
    "table-3, 1",
    "table-4, 8",
    "figure-1, 14",
    "figure-3, 5"
  })
  void everyNumberOfATableHasItsRow(String group, int rows) {
    assertThat(RCC.rows(List.of(group))).hasSize(rows);
  }

  @Test
  void nothingElseIsThere() {
    Map<PaperRow.Kind, Long> kinds =
        RCC.rows().stream().collect(Collectors.groupingBy(PaperRow::kind, Collectors.counting()));

    assertThat(kinds)
        .containsOnly(
            Map.entry(PaperRow.Kind.VALUE, 75L + 17 + 1 + 8 + 14 + 5),
            Map.entry(PaperRow.Kind.EFFECT, 31L),
            Map.entry(PaperRow.Kind.NOT_FOUND, 23L));
  }

  @Test
  void tableOneReadsAsItIsPrinted() {
    TABLE_1.forEach(
        (model, cells) -> {
          List<Double> printed =
              Arrays.stream(cells.split("[/ ]")).map(Double::parseDouble).toList();
          assertThat(values(RCC.rows(List.of("table-1." + model)))).isEqualTo(printed);
        });
  }

  @Test
  void tableTwoReadsAsItIsPrinted() {
    assertThat(values(RCC.rows(List.of("table-2.rcc-ins-reconstruction"))))
        .containsExactly(28.12, 23.37, 21.24, 17.72, 22.61);
    assertThat(values(RCC.rows(List.of("table-2.rcc-ins-human"))))
        .containsExactly(25.36, 25.15, 23.63, 20.48, 23.15);
    assertThat(values(RCC.rows(List.of("table-2.rcc-ins-compress"))))
        .containsExactly(18.77, 21.36, 20.02, 18.14, 19.61);
    assertThat(values(RCC.rows(List.of("table-2.pythia-sft", "table-2.pythia-no-sft"))))
        .containsExactly(30.54, 4.41);
  }

  @Test
  void figureOneReadsAsItsBars() {
    assertThat(values(RCC.rows(List.of("figure-1.pythia"))))
        .containsExactly(4078.0, 6322.0, 11752.0, 19914.0, 33240.0, 61928.0);
    assertThat(values(RCC.rows(List.of("figure-1.rcc"))))
        .containsExactly(7664.0, 7788.0, 7910.0, 8182.0, 9302.0, 13300.0, 29944.0, 64858.0);
  }

  @Test
  void theAveragesOfTableTwoContradictTheirOwnRows() {
    for (String method : List.of("human", "compress")) {
      List<PaperRow> rows = RCC.rows(List.of("table-2.rcc-ins-" + method));
      PaperRow average = rows.get(4);
      double mean = values(rows.subList(0, 4)).stream().mapToDouble(v -> v).average().orElseThrow();

      assertThat(average.expected().value()).isNotCloseTo(mean, within(0.005));
      assertThat(average.contradictions())
          .singleElement()
          .satisfies(
              c ->
                  assertThat(c.readings())
                      .anyMatch(r -> r.endsWith(": " + average.expected().value()))
                      .anyMatch(r -> r.contains(String.valueOf(Math.round(mean * 1e4) / 1e4))));
    }
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void whatWasNotFoundHasNoValueAndAllElseHasOne(String key) {
    for (PaperRow row : PaperManifest.bundled(key).rows()) {
      boolean hasValue = row.effect() != null || row.expected() != null;
      assertThat(hasValue).as(row.id()).isEqualTo(row.mark() != Mark.NF);
    }
  }

  @Test
  void everyEffectSaysWhyItsSizeAndWhatThePaperShows() {
    for (PaperRow row : effects(RCC.rows())) {
      assertThat(row.effect().reason()).as(row.id()).hasSizeGreaterThan(20);
      assertThat(row.effect().paper()).as(row.id()).isNotBlank();
    }
  }

  @Test
  void aMemoryClaimHasItsOwnRowForEachBaseline() {
    List<String> ids = RCC.rows(List.of("memory")).stream().map(PaperRow::id).toList();

    assertThat(ids.stream().filter(id -> id.endsWith(".full")))
        .hasSize(6)
        .allMatch(id -> ids.contains(id.replace(".full", ".huggingface")));
  }

  @Test
  void theOtherPapersRowsComeAlong() {
    PaperManifest infini = PaperManifest.bundled("infini-attention");

    assertThat(values(infini.rows(List.of("passkey.linear-ft"))))
        .isEqualTo(values(RCC.rows(List.of("table-1.infini-transformer-ft"))));
    assertThat(infini.rows(List.of("passkey"))).hasSize(36).allMatch(r -> r.mark() == Mark.F2);
    assertThat(PaperManifest.bundled("icae").rows(List.of("pwc"))).hasSize(19);
  }

  @Test
  void aRowIsNamedWholeOrByItsStart() {
    assertThat(RCC.rows(List.of("table-1.rcc-mamba-ft-8k.32k"))).hasSize(3);
    assertThat(RCC.rows(List.of("table-1.rcc-mamba-ft-8k.32k.end"))).hasSize(1);
    assertThatThrownBy(() -> RCC.rows(List.of("table")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"table\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mark: G                                   | row a.b: m.yaml:6:15: groups[0].rows[0].mark: unknown mark "G"; known: [F, F2, I, NF]
          expected: {valu: 3}                       | groups[0].rows[0].expected.valu: unknown key "valu"
          colour: red                               | groups[0].rows[0].colour: unknown key "colour"
          expected: {value: 101}                    | expected.value must lie between 0 and 100
          expected: {digit: 0}                      | expected.digit must be > 0, was 0.0
          expected: {error: guess}                  | unknown error "guess"; known: proportion, spread, none
          expected: {value: "98"}                   | must be a number, was "98"
          mark: NF                                  | mark NF means not found: remove the value
          effect: {claim: same, smallest: 0, unit: x, reason: y} | no sample shows a difference of none
          effect: {claim: same, smallest: 1, unit: x}            | effect.reason must say why
          effect: {claim: more, smallest: 1, unit: x, reason: y} | unknown claim "more"
          scales: [huge]                            | unknown scale "huge"; known: mini, shape, paper
          measure: {model: nobody}                  | measure names the model "nobody"; known: mine
          measure: {of: magic}                      | magic
          measure: {depth: 3}                       | depth
          contradictions: [{what: x, readings: [one]}]           | a contradiction needs two readings
          id: "B C"                                 | id must be words
          """)
  void aBadFieldIsRefusedWithItsRowAndField(String field, String message) {
    String own = field.startsWith("id:") ? field : "id: b, " + field;

    assertThatThrownBy(() -> PaperManifest.parse(manifest("{" + own + "}"), "m.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message.strip())
        .hasMessageContaining("row a.");
  }

  @Test
  void anIdStandsOnce() {
    assertThatThrownBy(() -> PaperManifest.parse(manifest("{id: b}", "{id: b}"), "m.yaml"))
        .hasMessage(
            "m.yaml:7:7: groups[0].rows[1]: the id a.b stands twice; every row needs its own");
  }

  @Test
  void aGroupsKeysAreDefaultsOfItsRowsMapByMap() {
    PaperManifest manifest =
        PaperManifest.parse(manifest("{id: b}", "{id: c, expected: {value: 7}}"), "m.yaml");

    assertThat(values(manifest.rows())).containsExactly(98.0, 7.0);
    assertThat(manifest.rows()).allMatch(row -> row.expected().samples() == 100);
  }

  private static String manifest(String... rows) {
    String joined = Arrays.stream(rows).map(r -> "      " + r).collect(Collectors.joining(",\n"));
    return """
    paper: {key: k, title: t, source: s}
    models: {mine: {says: mine}}
    groups:
      - {id: a, source: s, mark: F, claim: c, expected: {value: 98, unit: "%", digit: 1, samples: 100, error: proportion}, measure: {of: score, task: t, profile: p, model: mine},
         rows: [
    ROWS
         ]}
    """
        .replace("ROWS", joined);
  }

  private static List<PaperRow> effects(Collection<PaperRow> rows) {
    return rows.stream().filter(row -> row.kind() == PaperRow.Kind.EFFECT).toList();
  }

  private static List<Double> values(Collection<PaperRow> rows) {
    return rows.stream().map(row -> row.expected().value()).toList();
  }
}
