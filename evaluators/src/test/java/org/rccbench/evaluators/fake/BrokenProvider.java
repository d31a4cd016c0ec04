package org.rccbench.evaluators.fake;

import ai.djl.engine.EngineException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModelProvider;
import org.rccbench.models.ModelSpec;

/** A model whose source says how it breaks. */
public final class BrokenProvider implements ContextModelProvider {
  /** How often each answer was tried of a model that breaks twice. */
  public static final Map<Integer, Integer> ANSWERS = new ConcurrentHashMap<>();

  @Override
  public String kind() {
    return "broken";
  }

  @Override
  public ContextModel open(ModelSpec spec) {
    if (spec.source().equals("unopenable")) {
      throw new IllegalArgumentException("no such checkpoint; give another source");
    }
    return new FakeModel(spec, said -> broken(spec.source(), said));
  }

  private static int[] broken(String how, int[] said) {
    switch (how) {
      case "always" -> throw new IllegalStateException("broken on purpose");
      case "half" -> {
        if (Arrays.hashCode(said) % 2 == 0) {
          throw new EngineException("shapes differ\nframe #0: 0x" + System.nanoTime());
        }
      }
      case "twice" -> {
        if (ANSWERS.merge(Arrays.hashCode(said), 1, Integer::sum) <= 2) {
          throw new IllegalStateException("not yet");
        }
      }
      case "heap" -> throw new OutOfMemoryError("a heap full of nothing");
      case "device" ->
          throw new EngineException("CUDA out of memory. Tried to allocate " + System.nanoTime());
      default -> throw new IllegalArgumentException("unknown way to break: " + how);
    }
    return said;
  }
}
