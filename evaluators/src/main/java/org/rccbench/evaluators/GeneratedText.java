package org.rccbench.evaluators;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.ChronicleDocument;
import org.rccbench.datasets.ChronicleExamples;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.datasets.World;

/**
 * Passages of generated documents, one of each document, so that no two samples share a text.
 *
 * @param world {@code test} (default) or {@code validation}: what training has never seen
 */
record GeneratedText(String world) {
  /** A passage may start anywhere in the first half of its document. */
  private static final int DOCUMENT = 2;

  /** Tokens by which a document may be shorter than asked for. */
  private static final int SHORT = 64;

  GeneratedText {
    world = world == null ? World.TEST.label() : world;
    Checks.unseen(world);
  }

  /**
   * Passages of {@code length} ids; the same seed gives the same ones.
   *
   * @param purpose what the seed is for, so that tasks do not share documents
   */
  Stream<int[]> passages(TextEncoder encoder, int length, int samples, long seed, String purpose) {
    Chronicle chronicle = Chronicle.of(Checks.unseen(world), seed);
    ChronicleExamples documents = new ChronicleExamples(chronicle, encoder);
    return IntStream.range(0, samples)
        .mapToObj(
            sample -> {
              long index = Hash.seed(seed, purpose, "document", Integer.toString(sample));
              ChronicleDocument document = documents.document(index, DOCUMENT * length + SHORT);
              return passage(encoder.encode(document.text()), length, index);
            });
  }

  private static int[] passage(int[] document, int length, long seed) {
    int starts = document.length - length + 1;
    if (starts < 1) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "a generated document has %d tokens, a passage needs %d",
              document.length,
              length));
    }
    int start = Math.floorMod(Hash.seed(seed, "start"), starts);
    return Arrays.copyOfRange(document, start, start + length);
  }
}
