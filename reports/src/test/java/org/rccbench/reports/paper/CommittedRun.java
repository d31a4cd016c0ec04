package org.rccbench.reports.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.reports.MarkdownText;

/** A run whose files stand in the repository, as documents show it. */
final class CommittedRun {
  private final String suite;
  private final String scale;
  private final String started;
  private final Map<String, JsonNode> rows = new TreeMap<>();

  private CommittedRun(Path folder) throws IOException {
    JsonNode verdicts =
        new JsonMapper().readTree(Files.readAllBytes(folder.resolve(Verdicts.FILE)));
    scale = verdicts.path("scale").asText();
    RunRecord record = RunRecord.read(folder).orElseThrow();
    started = record.started();
    suite = record.suiteName().orElse("without a name");
    verdicts.path("rows").forEach(row -> rows.put(row.path("row").asText(), row));
  }

  /** Empty where the folder has no verdicts. */
  static Optional<CommittedRun> read(Path folder) throws IOException {
    return Files.exists(folder.resolve(Verdicts.FILE))
        ? Optional.of(new CommittedRun(folder))
        : Optional.empty();
  }

  /** Which run it is, in words. */
  String name() {
    return "suite " + suite + " at scale " + scale + ", begun " + started;
  }

  /** The verdict on a row, with what was measured or why nothing was. */
  String verdict(String row) {
    JsonNode found = rows.get(row);
    if (found == null) {
      return "not run";
    }
    String word = found.path("verdict").asText();
    if (!found.path("ours").isNumber()) {
      return word + ": " + MarkdownText.escape(found.path("why").asText());
    }
    return word + ", " + ours(found) + models(found);
  }

  private static String models(JsonNode row) {
    List<String> models = new ArrayList<>();
    row.path("models").forEach(model -> models.add(model.asText()));
    return models.isEmpty() ? "" : MarkdownText.escape(" (" + String.join(", ", models) + ")");
  }

  private static String ours(JsonNode row) {
    JsonNode interval = row.path("interval");
    return MarkdownText.escape(
        Plain.number(row.path("ours").doubleValue())
            + " ["
            + Plain.number(interval.path("low").doubleValue())
            + ", "
            + Plain.number(interval.path("high").doubleValue())
            + "]");
  }

  /**
   * The rows that this run measured, in the manifest's order, and how many there are of each word.
   */
  List<String> table(PaperManifest paper) {
    List<String> lines =
        paper.rows().stream()
            .map(row -> rows.get(row.id()))
            .filter(row -> row != null && row.path("ours").isNumber())
            .map(
                row ->
                    "| "
                        + String.join(
                            " | ",
                            MarkdownText.escape(row.path("claim").asText()),
                            MarkdownText.escape(row.path("paper").asText()),
                            ours(row) + models(row),
                            "**" + row.path("verdict").asText() + "**")
                        + " |")
            .toList();
    String counts =
        rows.values().stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.path("verdict").asText(), TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
    List<String> all = new ArrayList<>();
    all.add(
        "| claim | asked of an effect, or the paper's value | ours, 95 % interval (models) | verdict |");
    all.add("|---|---|---|---|");
    all.addAll(lines);
    all.add("");
    all.add(
        "Run: "
            + name()
            + ". All rows: "
            + counts
            + "; [docs/reproduction.md](docs/reproduction.md) has each with its command.");
    return all;
  }
}
