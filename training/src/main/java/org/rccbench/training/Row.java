package org.rccbench.training;

import java.util.Arrays;

/** One sample as ids: a context that is compressed, or none, and a text behind it. */
final class Row {
  private static final int[] NONE = {};

  private final int[] context;
  private final int[] text;
  private final int[] labels;

  private Row(int[] context, int[] text, int[] labels) {
    this.context = context;
    this.text = text;
    this.labels = labels;
  }

  /** A row whose text is still empty. */
  static Row of(int[] context) {
    return new Row(context, NONE, NONE);
  }

  /** The row with ids at its end that are given. */
  Row given(int... ids) {
    int[] ignored = new int[ids.length];
    Arrays.fill(ignored, Batch.IGNORED);
    return new Row(context, joined(text, ids), joined(labels, ignored));
  }

  /** The row with ids at its end, each predicted from all that stands before it. */
  Row predicted(int... ids) {
    return new Row(context, joined(text, ids), joined(labels, ids));
  }

  static int[] joined(int[] first, int[] second) {
    int[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  int[] context() {
    return context;
  }

  int[] text() {
    return text;
  }

  /** The ids of the text that are predicted, {@link Batch#IGNORED} for the others. */
  int[] labels() {
    return labels;
  }

  /** The row with ids at the end of its text that stand for nothing. */
  Row padded(int length) {
    int[] padding = new int[length - text.length];
    Arrays.fill(padding, Batch.PADDING);
    return given(padding);
  }
}
