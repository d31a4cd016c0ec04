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
  private final List<Opened> opened = new ArrayList<>();

  private Models() {}

  /**
   * Opens them.
   *
   * @throws IllegalStateException if the model cannot be opened, naming it
   */
  static Models open(String name, ModelSpec spec, int workers, Counting counting) {
    Models models = new Models();
    try {
      models.add(spec, counting);
      while (models.opened.size() < workers && !models.first().model().isShareable()) {
        models.add(spec, counting);
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

  private void add(ModelSpec spec, Counting counting) {
    ContextModel model = ContextModels.open(spec);
    try {
      opened.add(new Opened(model, counting.subject(model)));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** The one that is always there. */
  Opened first() {
    return opened.get(0);
  }

  /** The one that a worker asks. */
  Opened of(int worker) {
    return opened.get(Math.min(worker, opened.size() - 1));
  }

  @Override
  public void close() {
    opened.forEach(one -> one.model().close());
  }
}
