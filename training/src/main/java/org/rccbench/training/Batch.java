package org.rccbench.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Texts of one length, for RCC each with a context of one length, and which of their ids are
 * predicted.
 */
final class Batch {
  /** A place that is not counted. */
  static final int IGNORED = -100;

  /** Fills a text up to the length of others; nothing is predicted from or as it. */
  static final int PADDING = 1;

  private final Optional<Level> level;
  private final int[][] contexts;
  private final int[][] texts;
  private final int[][] labels;

  /**
   * Checks that all texts have one length and that at least one id is predicted.
   *
   * @param level how the contexts are compressed; empty for texts alone
   * @param contexts ids of the contexts, [B], each as long as it is; empty for texts alone
   * @param texts ids of the texts, [B][T]
   * @param labels [B][T]: the id to be predicted at a place of the text from what stands before it,
   *     or {@link #IGNORED}
   */
  Batch(Optional<Level> level, int[][] contexts, int[][] texts, int[][] labels) {
    this.level = level;
    this.contexts = contexts;
    this.texts = texts;
    this.labels = labels;
    if (level.isPresent() != (contexts.length > 0)
        || (contexts.length > 0 && contexts.length != texts.length)
        || labels.length != texts.length) {
      throw new IllegalArgumentException(
          "a batch needs as many contexts (or none) and labels as texts, was "
              + contexts.length
              + ", "
              + labels.length
              + " and "
              + texts.length);
    }
    for (int[] context : contexts) {
      even("contexts", new int[][] {context}, context.length);
    }
    even("texts", texts, texts[0].length);
    even("labels", labels, texts[0].length);
    if (level.isEmpty() && startsAtSlots()) {
      throw new IllegalArgumentException(
          "without a context nothing stands before the first id of a text, so its label must be "
              + IGNORED);
    }
    if (counted() == 0) {
      throw new IllegalArgumentException("no id of the batch is predicted");
    }
  }

  /** The batch of some rows, whose texts are filled up to one length. */
  static Batch of(Optional<Level> level, List<Row> rows) {
    int length = rows.stream().mapToInt(row -> row.text().length).max().orElseThrow();
    List<Row> even = rows.stream().map(row -> row.padded(length)).toList();
    return new Batch(
        level,
        level.isEmpty() ? new int[0][] : even.stream().map(Row::context).toArray(int[][]::new),
        even.stream().map(Row::text).toArray(int[][]::new),
        even.stream().map(Row::labels).toArray(int[][]::new));
  }

  Optional<Level> level() {
    return level;
  }

  int[][] contexts() {
    return contexts;
  }

  int[][] texts() {
    return texts;
  }

  /** The labels of one text. */
  int[] targetsOf(int text) {
    return labels[text];
  }

  private static void even(String what, int[][] rows, int length) {
    for (int[] row : rows) {
      if (row.length != length || length == 0) {
        throw new IllegalArgumentException(
            what + " of a batch must have one length > 0, were " + length + " and " + row.length);
      }
    }
  }

  private static int count(int[][] labels, int from, int to) {
    int count = 0;
    for (int[] row : labels) {
      for (int t = from; t < to; t++) {
        count += row[t] == IGNORED ? 0 : 1;
      }
    }
    return count;
  }

  /** How many ids are predicted. */
  int counted() {
    return count(labels, 0, texts[0].length);
  }

  /** Slots of a context. */
  int slots(int context) {
    return level.map(l -> l.slots(contexts[context].length)).orElse(0);
  }

  /** Slots of the context that has most of them. */
  int mostSlots() {
    return IntStream.range(0, contexts.length).map(this::slots).max().orElse(0);
  }

  /** All tokens that pass a network: contexts, slots and texts; a text's last id does not. */
  long tokens() {
    long tokens = (long) texts.length * (texts[0].length - 1);
    for (int b = 0; b < contexts.length; b++) {
      tokens += contexts[b].length + slots(b);
    }
    return tokens;
  }

  /** Whether the id after the last slot is predicted in any text. */
  boolean startsAtSlots() {
    return count(labels, 0, 1) > 0;
  }

  /**
   * The first row of slots and text from which anything is predicted; what the last block gives
   * before it cannot reach the loss.
   */
  int firstRow() {
    int first = Integer.MAX_VALUE;
    for (int b = 0; b < labels.length; b++) {
      for (int t = 0; t < labels[b].length; t++) {
        first = labels[b][t] == IGNORED ? first : Math.min(first, slots(b) + t - 1);
      }
    }
    return first;
  }

  /** The predicted ids, text after text, with the rows they are predicted from. */
  Targets targets() {
    int first = firstRow();
    int kept = mostSlots() + texts[0].length - 1 - first;
    List<long[]> found = new ArrayList<>();
    for (int b = 0; b < labels.length; b++) {
      int slots = slots(b);
      for (int t = 0; t < labels[b].length; t++) {
        if (labels[b][t] != IGNORED) {
          found.add(new long[] {(long) b * kept + slots + t - 1 - first, labels[b][t]});
        }
      }
    }
    return new Targets(found);
  }

  /** What is predicted. */
  static final class Targets {
    private final long[] rows;
    private final long[] ids;

    private Targets(List<long[]> pairs) {
      this.rows = pairs.stream().mapToLong(pair -> pair[0]).toArray();
      this.ids = pairs.stream().mapToLong(pair -> pair[1]).toArray();
    }

    /** Numbers of the rows, counted over the kept rows of all texts. */
    long[] rows() {
      return rows;
    }

    /** The right ids. */
    long[] ids() {
      return ids;
    }
  }
}
