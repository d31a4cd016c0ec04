package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.List;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.ModelSpec;

/**
 * What a crew asks: one model for all where it says that threads may share it, else one for each
 * worker.
 */
final class Models implements AutoCloseable {
  private final List<ContextModel> opened = new ArrayList<>();

  private Models() {}

  /**
   * Opens them.
   *
   * @throws IllegalStateException if the model cannot be opened, naming it
   */
  static Models open(String name, ModelSpec spec, int workers) {
    Models models = new Models();
    try {
      models.opened.add(ContextModels.open(spec));
      while (models.opened.size() < workers && !models.first().isShareable()) {
        models.opened.add(ContextModels.open(spec));
      }
      return models;
    } catch (RuntimeException e) {
      models.close();
      throw new IllegalStateException(
          "model \""
              + name
              + "\" (kind "
              + spec.kind()
              + ", source "
              + spec.source()
              + ") cannot be opened: "
              + e.getMessage(),
          e);
    }
  }

  /** The one that is always there. */
  ContextModel first() {
    return opened.get(0);
  }

  /** The one that a worker asks. */
  ContextModel of(int worker) {
    return opened.get(Math.min(worker, opened.size() - 1));
  }

  @Override
  public void close() {
    opened.forEach(ContextModel::close);
  }
}
