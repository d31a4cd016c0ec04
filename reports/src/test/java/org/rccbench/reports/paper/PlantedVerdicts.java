package org.rccbench.reports.paper;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A manifest of a share and a gap, and a run of two models in which a test plants what they do. */
abstract class PlantedVerdicts {
  static final String BLEU = "bleu4-ids-nltk-method1@500";
  static final Map<String, String> CELL = Map.of("length", "2048");
  static final PaperManifest RCC = PaperManifest.bundled("rcc");
  static final PaperManifest PLANTED =
      PaperManifest.parse(
          """
          paper: {key: p, title: Planted, source: here}
          models:
            mine: {says: "m", kind: rcc, rate: 32, mini: small-8}
            other: {says: "o", kind: full}
          groups:
            - id: share
              source: s
              mark: F
              claim: c
              expected: {value: 90, unit: "%", digit: 1, samples: 100, error: proportion}
              scales: [mini]
              measure: {of: score, task: passkey, profile: hit, model: mine, factor: 100}
              rows: [{id: of-mine}, {id: for-paper, scales: [paper]}]
            - id: gap
              source: s
              mark: F
              claim: c
              effect: {claim: at_least, smallest: 0.2, unit: points, reason: planted}
              measure: {of: difference, task: passkey, profile: hit, model: mine, against: other}
              rows: [{id: apart}, {id: trained, measure: {training: true}}]
          """,
          "planted.yaml");

  @TempDir Path folder;
  PlantedRun run;

  @BeforeEach
  void twoModels() {
    run = new PlantedRun(folder).model("a", "rcc", 32).model("b", "full", 1);
  }

  RowVerdict verdict(String name) {
    return Verdicts.of(run.write(), PLANTED, PaperScale.MINI, List.of(name)).rows().get(0);
  }

  RowVerdict rcc(String name) {
    return Verdicts.of(run.write(), RCC, PaperScale.MINI, List.of(name)).rows().get(0);
  }

  static RowVerdict row(Verdicts verdicts, String id) {
    return verdicts.rows().stream().filter(r -> r.row().equals(id)).findFirst().orElseThrow();
  }
}
