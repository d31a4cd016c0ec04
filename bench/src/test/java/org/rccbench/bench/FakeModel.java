package org.rccbench.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.rccbench.datasets.Context;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelCard;
import org.rccbench.models.PhaseTimes;
import org.rccbench.models.Tokenizer;

/**
 * A model without weights whose tokens are bytes. {@code fake:good} reads and answers {@code
 * "12345"}; {@code fake:killed} kills its process with signal 9 when it reads more than 1500
 * tokens, as a system out of memory does; {@code fake:broken} throws when it answers, {@code
 * fake:broken-until:FILE} as long as there is no such file; {@code fake:hog} takes 64 MiB while it
 * reads; {@code fake:vast} asks for a terabyte of cache a token; {@code fake:square} takes a
 * nanosecond more for each pair of tokens; {@code fake:heap} takes as many nanoseconds as its JVM
 * may take bytes of heap; {@code fake:silent} does not forecast.
 */
final class FakeModel implements ContextModel {
  private static final long MIB = 1 << 20;
  private static final int HOG = 64 << 20;

  private final String source;
  private Tokenizer tokenizer;

  FakeModel(String source) {
    this.source = source;
  }

  @Override
  public ModelCard card() {
    long kv = source.equals("fake:vast") ? MIB * MIB : 1000;
    return new ModelCard(
        "fake",
        source,
        "no weights",
        "random(0)",
        false,
        1,
        "none",
        "cpu",
        1,
        0,
        2048,
        5000,
        kv,
        256);
  }

  @Override
  public synchronized Tokenizer tokenizer() {
    if (tokenizer == null) {
      tokenizer = bytes();
    }
    return tokenizer;
  }

  @Override
  public Optional<Ledger> forecast(long tokens) {
    return source.equals("fake:silent") ? Optional.empty() : Optional.of(ledger(tokens));
  }

  private static Ledger ledger(long tokens) {
    return new Ledger(tokens, tokens, 0, 0, 0, 0, 1, 1, tokens * 1000, 0, "");
  }

  @Override
  public Memory read(Context context) {
    long tokens = context.tokenCount(text -> new int[text.getBytes(StandardCharsets.UTF_8).length]);
    if (source.equals("fake:killed") && tokens > 1500) {
      killThisProcess();
    }
    // zeroed on allocation, so that every page is resident
    ByteBuffer taken = ByteBuffer.allocateDirect(source.equals("fake:hog") ? HOG : 1);
    return new FakeMemory(tokens + 0 * taken.get(0));
  }

  private static void killThisProcess() {
    try {
      new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (tokenizer != null) {
      tokenizer.close();
    }
  }

  private final class FakeMemory implements Memory {
    private final long tokens;

    FakeMemory(long tokens) {
      this.tokens = tokens;
    }

    @Override
    public Generation generate(int[] prompt, Decoding decoding) {
      if (source.equals("fake:broken") || isBrokenStill()) {
        throw new IllegalStateException("first line of trouble\nsecond line");
      }
      int[] ids = new int[decoding.maxNewTokens()];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = '1' + i % 5;
      }
      return new Generation(
          ids, false, tokens + prompt.length + ids.length, new PhaseTimes(0, 0, 3, 4000));
    }

    private boolean isBrokenStill() {
      String start = "fake:broken-until:";
      return source.startsWith(start) && !Files.exists(Path.of(source.substring(start.length())));
    }

    @Override
    public double[] logProbabilities(int[] prompt, int[] continuation) {
      return new double[continuation.length];
    }

    @Override
    public Ledger ledger() {
      return FakeModel.ledger(tokens);
    }

    @Override
    public PhaseTimes readTimes() {
      if (source.equals("fake:heap")) {
        return new PhaseTimes(0, Runtime.getRuntime().maxMemory(), 0, 0);
      }
      long square = source.equals("fake:square") ? tokens * tokens : 0;
      return new PhaseTimes(0, tokens * 1000 + square, 0, 0);
    }

    @Override
    public long bytes() {
      return tokens * 1000;
    }

    @Override
    public void close() {}
  }

  /** A tokenizer whose ids are bytes: GPT-2's alphabet of printable stand-ins, without merges. */
  private static Tokenizer bytes() {
    StringBuilder vocabulary = new StringBuilder();
    int beyond = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
      int shown = printable ? b : beyond++;
      vocabulary.append(b == 0 ? "" : ",");
      vocabulary.append(String.format(Locale.ROOT, "\"\\u%04x\":%d", shown, b));
    }
    String json =
        "{\"version\":\"1.0\",\"added_tokens\":[],"
            + "\"pre_tokenizer\":{\"type\":\"ByteLevel\",\"add_prefix_space\":false,"
            + "\"trim_offsets\":true,\"use_regex\":true},\"decoder\":{\"type\":\"ByteLevel\",\"add_prefix_space\":false,"
            + "\"trim_offsets\":true,\"use_regex\":true},\"model\":{\"type\":\"BPE\",\"vocab\":{"
            + vocabulary
            + "},\"merges\":[]}}";
    try {
      Path folder = Files.createTempDirectory("fake-tokenizer-");
      Path file = Files.writeString(folder.resolve("tokenizer.json"), json);
      Tokenizer tokenizer = Tokenizer.load(folder);
      Files.delete(file);
      Files.delete(folder);
      return tokenizer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
