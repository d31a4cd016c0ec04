package org.rccbench.evaluators.fake;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenStream;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.PhaseTimes;
import org.rccbench.models.Tokenizer;

/**
 * A model without weights that remembers its whole context: it goes on where the prompt stood, or
 * says the pass key. What it says passes through a distortion. Its window is the trained length.
 */
public final class FakeModel implements ContextModel {
  /** How often a context was read in this process. */
  public static final AtomicInteger READS = new AtomicInteger();

  private static final Pattern KEY = Pattern.compile("The pass key is ([0-9]+)\\.");

  private final ModelSpec spec;
  private final Tokenizer tokenizer;
  private final UnaryOperator<int[]> distortion;

  FakeModel(ModelSpec spec, UnaryOperator<int[]> distortion) {
    this.spec = spec;
    this.tokenizer = Tokenizer.load(tokenizerFolder());
    this.distortion = distortion;
  }

  /** The folder of the small test tokenizer. */
  public static Path tokenizerFolder() {
    try {
      return Path.of(FakeModel.class.getResource("/golden/models/tokenizer-neox").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ModelCard card() {
    return new ModelCard(
        spec.kind(),
        spec.source(),
        "a fake",
        "random(" + spec.seed() + ")",
        true,
        0,
        "none",
        "cpu",
        spec.rate().orElse(1),
        0,
        spec.window().orElse(2048),
        0,
        0,
        tokenizer.size());
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public Memory read(Context context) {
    READS.incrementAndGet();
    pause();
    int[] ids = new int[Math.toIntExact(context.tokenCount(tokenizer))];
    try (TokenStream stream = context.open(tokenizer)) {
      stream.fill(ids);
    }
    return new Remembered(ids);
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  private static void pause() {
    try {
      Thread.sleep(Long.getLong("fake.pause.millis", 0));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Remembered implements Memory {
    private final int[] context;

    Remembered(int[] context) {
      this.context = context;
    }

    @Override
    public Generation generate(int[] prompt, Decoding decoding) {
      pause();
      int[] said = Arrays.copyOf(distortion.apply(answer(prompt)), decoding.maxNewTokens());
      long slots = context.length / spec.rate().orElse(1);
      return new Generation(
          said, false, slots + prompt.length + said.length, new PhaseTimes(0, 0, 1, 2));
    }

    private int[] answer(int[] prompt) {
      String text = tokenizer.decode(prompt);
      if (text.endsWith("The pass key is")) {
        Matcher key = KEY.matcher(tokenizer.decode(context));
        return key.find() ? tokenizer.encode(" " + key.group(1)) : new int[0];
      }
      int[] asked = tokenizer.encode("\n");
      int[] wanted =
          Arrays.equals(asked, Arrays.copyOf(prompt, asked.length)) && spec.rate().isEmpty()
              ? Arrays.copyOfRange(prompt, asked.length, prompt.length)
              : prompt;
      for (int i = 0; i + wanted.length <= context.length; i++) {
        if (Arrays.equals(wanted, Arrays.copyOfRange(context, i, i + wanted.length))) {
          return Arrays.copyOfRange(context, i + wanted.length, context.length);
        }
      }
      return new int[0];
    }

    /** Every token is certain. */
    @Override
    public double[] logProbabilities(int[] prompt, int[] continuation) {
      return new double[continuation.length];
    }

    @Override
    public Ledger ledger() {
      int rate = spec.rate().orElse(1);
      return new Ledger(
          context.length, context.length, 0, 0, 1, context.length / rate, rate, rate, 0, 0, "");
    }

    @Override
    public PhaseTimes readTimes() {
      return new PhaseTimes(System.nanoTime(), 4, 0, 0);
    }

    @Override
    public long bytes() {
      return 8;
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
