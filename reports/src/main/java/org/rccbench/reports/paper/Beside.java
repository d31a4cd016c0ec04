package org.rccbench.reports.paper;

import java.nio.file.Path;
import java.util.List;

/**
 * A number of a paper and what a run measured for it.
 *
 * @param row the paper's number
 * @param models the run's models behind ours; empty where nothing was measured
 * @param ours what was measured, and the verdict
 */
public record Beside(PaperRow row, List<String> models, RowVerdict ours) {

  /** Copies the models. */
  public Beside {
    models = List.copyOf(models);
  }

  /**
   * The numbers of a group of rows, in the manifest's order. At another scale than the paper's each
   * model that can stand in for the paper's has its number beside it, which is NOT-COMPARABLE.
   *
   * @param folder the run's folder
   * @param group a row's id or the start of it up to a dot, such as {@code table-1}
   * @throws IllegalStateException if a file of the run is damaged
   */
  public static List<Beside> of(
      Path folder, PaperManifest manifest, PaperScale scale, String group) {
    Judge judge = new Judge(RunEvidence.read(folder, manifest.roles(scale)), scale, false);
    return manifest.rows(List.of(group)).stream()
        .filter(row -> row.expected() != null && row.expected().isNumber())
        .flatMap(row -> judge.beside(row).stream())
        .toList();
  }
}
