package org.rccbench.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import org.rccbench.datasets.Dataset;
import org.rccbench.datasets.Datasets;
import org.rccbench.datasets.Example;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.datasets.TokenStream;

/**
 * The user's own text, one file or the {@code *.txt} and {@code *.md} files of a folder, as one row
 * of ids: an end-of-text id before each file. Every start in the row is equally likely.
 */
public final class TextData implements TrainingData {
  private static final int PIECE = 1 << 16;

  private final int[] ids;
  private final String identity;

  private TextData(int[] ids, String identity) {
    this.ids = ids;
    this.identity = identity;
  }

  /**
   * Reads and encodes the text.
   *
   * @param source a file or folder
   * @param endOfText the id that stands before each file
   * @throws IllegalArgumentException if there is no text
   */
  public static TextData read(Path source, TextEncoder encoder, int endOfText) {
    Dataset dataset = Datasets.PLAIN_TEXT.open(source);
    int[] all = new int[PIECE];
    int length = 0;
    try (Stream<Example> examples = dataset.examples()) {
      for (Iterator<Example> each = examples.iterator(); each.hasNext(); ) {
        all = room(all, length + 1);
        all[length++] = endOfText;
        try (TokenStream stream = each.next().context().open(encoder)) {
          for (int n = 0; n >= 0; length += Math.max(n, 0)) {
            all = room(all, length + PIECE);
            n = stream.read(all, length, PIECE);
            if (n < 0) {
              break;
            }
          }
        }
      }
    }
    return new TextData(Arrays.copyOf(all, length), dataset.card().sha256());
  }

  private static int[] room(int[] ids, int length) {
    return length <= ids.length ? ids : Arrays.copyOf(ids, Math.max(length, 2 * ids.length));
  }

  /** Number of ids. */
  public int length() {
    return ids.length;
  }

  @Override
  public int[] passage(int length, Draws draws) {
    if (length > ids.length) {
      throw new IllegalArgumentException(
          "the training text has "
              + ids.length
              + " tokens, a passage needs "
              + length
              + "; give more text, or smaller windows");
    }
    int start = draws.below(ids.length - length + 1);
    return Arrays.copyOfRange(ids, start, start + length);
  }

  @Override
  public String identity() {
    return identity;
  }
}
