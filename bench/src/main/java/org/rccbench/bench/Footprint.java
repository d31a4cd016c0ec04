package org.rccbench.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.TaskEntry;
import org.rccbench.reports.paper.PaperManifest;
import org.rccbench.reports.paper.PaperRow;
import org.rccbench.reports.paper.PaperScale;

/**
 * What a reproduction is going to do, known before anything is opened.
 *
 * @param models source of each model of the suite
 * @param samples samples of each task, over all of its models
 * @param points points of each curve, one fresh process each
 * @param rows rows that are judged
 * @param asked rows among them that this scale can say something about
 */
record Footprint(
    Map<String, String> models,
    Map<String, Long> samples,
    Map<String, List<Long>> points,
    int rows,
    int asked) {

  static Footprint of(
      Suite suite, List<CurvePlan> curves, PaperManifest manifest, List<String> only) {
    Map<String, String> models = new TreeMap<>();
    suite.models().forEach((name, spec) -> models.put(name, spec.kind() + " " + spec.source()));
    Map<String, Long> samples = new TreeMap<>();
    for (TaskEntry entry : suite.tasks()) {
      samples.merge(entry.task().name(), entry.task().size() * entry.models().size(), Long::sum);
    }
    Map<String, List<Long>> points = new TreeMap<>();
    curves.forEach(curve -> points.put(curve.model(), curve.tokens()));
    List<PaperRow> rows = manifest.rows(only);
    int asked = (int) rows.stream().filter(row -> row.isFor(PaperScale.MINI)).count();
    return new Footprint(models, samples, points, rows.size(), asked);
  }

  /** For people. */
  List<String> lines() {
    return List.of(
        "models:  " + joined(models),
        "samples: " + joined(samples),
        "points:  " + joined(points),
        "rows:    " + rows + " judged, " + asked + " of them within reach of this scale");
  }

  private static String joined(Map<String, ?> map) {
    return String.join(
        ", ", map.entrySet().stream().map(e -> e.getKey() + " (" + e.getValue() + ")").toList());
  }
}
