package org.rccbench.models.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.rccbench.datasets.TokenContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.checkpoint.Folders;

/** Specifications, models and ids that several tests need. */
final class Models {
  static final int VOCABULARY = 512;
  static final int[] NOTHING = {};

  private Models() {}

  /** What a test may change of a specification; the rest is as {@link ModelSpec#of}. */
  record Options(
      OptionalInt rate,
      OptionalInt window,
      Optional<String> compat,
      int batch,
      long cache,
      long seed) {
    static final Options NONE =
        new Options(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), 0, 0, 0);

    static Options window(int window, int rate, String compat) {
      return new Options(
          OptionalInt.of(rate), OptionalInt.of(window), Optional.of(compat), 0, 0, 0);
    }

    Options batch(int windows) {
      return new Options(rate, window, compat, windows, cache, seed);
    }

    Options cache(long bytes) {
      return new Options(rate, window, compat, batch, bytes, seed);
    }

    Options seed(long other) {
      return new Options(rate, window, compat, batch, cache, other);
    }
  }

  static String folder(String golden) {
    return Folders.golden(golden).toString();
  }

  static ModelSpec spec(String kind, String source, Options options) {
    return new ModelSpec(
        kind,
        source,
        "f32",
        "auto",
        "cpu",
        options.rate(),
        options.window(),
        options.compat(),
        Optional.empty(),
        options.batch(),
        options.cache(),
        options.seed());
  }

  /** A specification by shape or folder with an arithmetic. */
  static ModelSpec spec(String kind, String source, String dtype, String form) {
    return new ModelSpec(
        kind,
        source,
        dtype,
        form,
        "cpu",
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        0);
  }

  static ContextModel rcc(Options options) {
    return ContextModels.open(spec("rcc", folder("rcc-w128-r16"), options));
  }

  static ContextModel open(String kind, String golden) {
    return ContextModels.open(ModelSpec.of(kind, folder(golden)));
  }

  /** Independent uniform ids; they come from Java's generator, not from the code under test. */
  static int[] ids(int count, long seed) {
    return new SplittableRandom(seed).ints(count, 2, VOCABULARY).toArray();
  }

  static TokenContext context(int... ids) {
    return new TokenContext(ids);
  }

  static int[] joined(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
  }

  static float[] logits(Memory memory, int... prompt) {
    return ((DecoderMemory) memory).lastLogits(prompt);
  }

  static double largestDifference(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = Math.abs(a[i] - b[i]);
      largest = difference <= largest ? largest : difference; // NaN wins
    }
    return largest;
  }
}
