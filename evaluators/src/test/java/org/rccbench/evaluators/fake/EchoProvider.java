package org.rccbench.evaluators.fake;

import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModelProvider;
import org.rccbench.models.ModelSpec;

/** A model that remembers everything. */
public final class EchoProvider implements ContextModelProvider {

  @Override
  public String kind() {
    return "echo";
  }

  @Override
  public ContextModel open(ModelSpec spec) {
    return new FakeModel(spec, said -> said);
  }
}
