package org.rccbench.evaluators;

import org.rccbench.models.ContextModel;

/**
 * A model that can be asked.
 *
 * @param model it
 * @param subject what tasks need to know about it
 */
record Opened(ContextModel model, Subject subject) {

  /** A model whose contexts count in its own tokens. */
  static Opened of(ContextModel model) {
    return new Opened(model, Subject.of(model));
  }
}
