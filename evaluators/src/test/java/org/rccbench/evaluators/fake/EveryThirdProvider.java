package org.rccbench.evaluators.fake;

import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModelProvider;
import org.rccbench.models.ModelSpec;

/** A model that remembers everything but gets every third token wrong. */
public final class EveryThirdProvider implements ContextModelProvider {

  @Override
  public String kind() {
    return "every-third";
  }

  @Override
  public ContextModel open(ModelSpec spec) {
    return new FakeModel(spec, EveryThirdProvider::everyThirdWrong);
  }

  private static int[] everyThirdWrong(int[] ids) {
    int[] wrong = ids.clone();
    for (int i = 2; i < wrong.length; i += 3) {
      wrong[i] = wrong[i] == 5 ? 6 : 5;
    }
    return wrong;
  }
}
