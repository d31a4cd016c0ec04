package org.rccbench.bench.jmh;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rccbench.bench.SampleText;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TokenStream;
import org.rccbench.models.Tokenizer;

/**
 * Encoding prose, whole at once and piece by piece (as a context is read). One operation is the
 * whole text. Without {@code checkpoint} the tokenizer is the built-in one of 256 bytes, which
 * merges nothing: give a folder with a tokenizer.json to measure a real vocabulary.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar TokenizerBenchmark -p checkpoint=FOLDER}
 */
public class TokenizerBenchmark extends Conditions {
  private static final long SEED = 3;

  /** A tokenizer and a text. */
  @State(Scope.Benchmark)
  public static class Text {
    /** A folder with a tokenizer.json, or empty for the byte tokenizer. */
    @Param("")
    public String checkpoint;

    /** Words of the text. */
    @Param("20000")
    public int words;

    private Tokenizer tokenizer;
    private String text;
    private long bytes;

    /** Loads, writes, and runs the gate. */
    @Setup(Level.Trial)
    public void load() {
      tokenizer = checkpoint.isEmpty() ? Tokenizer.bytes() : Tokenizer.load(Path.of(checkpoint));
      text = SampleText.of(words, SEED);
      bytes = text.getBytes(StandardCharsets.UTF_8).length;
      gate(tokenizer, text).forEach(Agreement::require);
    }

    /** Frees the tokenizer. */
    @TearDown(Level.Trial)
    public void close() {
      tokenizer.close();
    }
  }

  /** Both ways give the same ids, and the ids give the text back. */
  static List<Agreement> gate(Tokenizer tokenizer, String text) {
    int[] whole = tokenizer.encode(text);
    return List.of(
        Agreement.equal(
            "tokenizer whole and in pieces: ids", list(whole), list(inPieces(tokenizer, text))),
        Agreement.equal("tokenizer: text of its ids", text, tokenizer.decode(whole)));
  }

  private static List<Integer> list(int[] ids) {
    return IntStream.of(ids).boxed().toList();
  }

  private static int[] inPieces(Tokenizer tokenizer, String text) {
    int[] ids = new int[1024];
    int used = 0;
    try (TokenStream stream = TextContext.of(text).open(tokenizer)) {
      for (int n = 0; n >= 0; n = stream.read(ids, used, ids.length - used)) {
        used += n;
        if (used == ids.length) {
          ids = Arrays.copyOf(ids, 2 * used);
        }
      }
    }
    return Arrays.copyOf(ids, used);
  }

  /** The text in one call. */
  @Benchmark
  public int[] whole(Text text, ByteCounters counters) {
    counters.add(text.bytes);
    return text.tokenizer.encode(text.text);
  }

  /** The text as a context is read. */
  @Benchmark
  public int[] pieces(Text text, ByteCounters counters) {
    counters.add(text.bytes);
    return inPieces(text.tokenizer, text.text);
  }
}
