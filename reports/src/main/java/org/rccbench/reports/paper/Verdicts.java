package org.rccbench.reports.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rccbench.reports.JUnitXml;

/**
 * The verdicts on a run, a pure function of its files and a manifest.
 *
 * @param paper which paper
 * @param scale at what size the run was made
 * @param rows one verdict a row, in the manifest's order
 */
public record Verdicts(PaperManifest.Paper paper, PaperScale scale, List<RowVerdict> rows) {
  /** Name of the file in a run folder. */
  public static final String FILE = "verdicts.json";

  /** Name of the same for build servers. */
  public static final String JUNIT = "junit.xml";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** Keeps the rows. */
  public Verdicts {
    rows = List.copyOf(rows);
  }

  /**
   * Judges a run.
   *
   * @param folder the run's folder
   * @param names rows or starts of rows; empty for all
   * @throws IllegalStateException if a file of the run is damaged
   */
  public static Verdicts of(
      Path folder, PaperManifest manifest, PaperScale scale, List<String> names) {
    RunEvidence run = RunEvidence.read(folder, manifest.roles(scale));
    return new Verdicts(
        manifest.paper(),
        scale,
        new Judge(run, scale, !names.isEmpty()).judge(manifest.rows(names)));
  }

  /**
   * Judges a run again whose files have changed: by the manifest, at the scale and on the rows that
   * its verdicts.json names. Empty if there is no such file, or the manifest was none of those that
   * come along.
   *
   * @throws IllegalStateException if the file is damaged
   */
  public static Optional<Verdicts> again(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode before = JSON.readTree(Files.readAllBytes(file));
      String key = before.path("paper").path("key").asText();
      return PaperManifest.BUNDLED.contains(key)
          ? again(folder, PaperManifest.bundled(key), before)
          : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalStateException(
          file + " holds no verdicts: " + e.getMessage() + "; remove it", e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<Verdicts> again(Path folder, PaperManifest manifest, JsonNode before) {
    List<String> claims = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (JsonNode row : before.path("rows")) {
      ids.add(row.path("row").asText());
      claims.add(row.path("row").asText() + " " + row.path("claim").asText());
    }
    List<PaperRow> rows = manifest.rows().stream().filter(row -> ids.contains(row.id())).toList();
    if (!rows.stream().map(row -> row.id() + " " + row.claim()).toList().equals(claims)) {
      // another manifest of the same paper
      return Optional.empty();
    }
    List<String> names = rows.size() == manifest.rows().size() ? List.of() : ids;
    PaperScale scale = PaperScale.parse(before.path("scale").asText());
    return Optional.of(of(folder, manifest, scale, names));
  }

  /** The verdicts on claims that a model of a manifest plays a part in. */
  public Verdicts about(String role, PaperManifest manifest) {
    List<String> ids =
        manifest.rows().stream()
            .filter(row -> row.measure().roles().contains(role))
            .map(PaperRow::id)
            .toList();
    return new Verdicts(paper, scale, rows.stream().filter(r -> ids.contains(r.row())).toList());
  }

  /**
   * Writes verdicts.json and junit.xml, each whole or not at all; full precision, the same bytes
   * for the same run.
   */
  public void write(Path folder) {
    try {
      String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
      write(folder.resolve(FILE), json.replace("\r\n", "\n") + "\n");
      write(folder.resolve(JUNIT), junit());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "verdicts cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path half = file.resolveSibling("." + file.getFileName() + ".half");
    Files.writeString(half, text, StandardCharsets.UTF_8);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** JUnit XML: OFF and FAILS are failures, what decides nothing is skipped and says why. */
  String junit() {
    return JUnitXml.of(paper.title(), rows.stream().map(Verdicts::testCase).toList());
  }

  private static JUnitXml.Case testCase(RowVerdict row) {
    String group = row.row().substring(0, row.row().indexOf('.'));
    String name = row.row().substring(group.length() + 1);
    if (row.verdict().isGood()) {
      return JUnitXml.Case.passed(group, name);
    }
    return row.verdict().isBad()
        ? JUnitXml.Case.failed(group, name, said(row))
        : JUnitXml.Case.skipped(group, name, row.verdict().word() + ": " + row.why());
  }

  private static String said(RowVerdict row) {
    return row.verdict().word()
        + ": "
        + row.claim()
        + "; paper "
        + row.paper()
        + ", ours "
        + Plain.number(row.ours())
        + ", 95 % interval "
        + Plain.number(row.interval().low())
        + " to "
        + Plain.number(row.interval().high());
  }

  /**
   * How {@code --strict} ends: broken if a row is OFF or FAILS, met if every row that was asked for
   * is MATCH, BETTER or HOLDS, else open; a row that nothing measured leaves it open.
   */
  public Strict strict() {
    if (rows.stream().anyMatch(row -> row.verdict().isBad())) {
      return Strict.BROKEN;
    }
    List<RowVerdict> asked = rows.stream().filter(RowVerdict::asked).toList();
    boolean met = !asked.isEmpty() && asked.stream().allMatch(row -> row.verdict().isGood());
    return met ? Strict.MET : Strict.OPEN;
  }

  /** Whether the claims that were asked for are met. */
  public enum Strict {
    MET,
    BROKEN,
    OPEN
  }
}
