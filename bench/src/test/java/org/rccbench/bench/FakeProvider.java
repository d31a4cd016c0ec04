package org.rccbench.bench;

import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModelProvider;
import org.rccbench.models.ModelSpec;

/** The kind {@code fake}; its source says how it behaves, see {@link FakeModel}. */
public final class FakeProvider implements ContextModelProvider {

  @Override
  public String kind() {
    return "fake";
  }

  @Override
  public ContextModel open(ModelSpec spec) {
    if (spec.source().equals("fake:refused")) {
      throw new IllegalArgumentException("source fake:refused is refused; try fake:good");
    }
    return new FakeModel(spec.source());
  }
}
