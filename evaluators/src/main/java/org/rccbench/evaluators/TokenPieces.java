package org.rccbench.evaluators;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.rccbench.datasets.Example;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.datasets.TokenStream;

/**
 * Cuts texts into consecutive pieces of a fixed number of tokens. A text shorter than one piece is
 * a piece of its own; what remains behind the last whole piece of a longer text is left out.
 */
final class TokenPieces implements Iterator<int[]>, AutoCloseable {
  private final Stream<Example> source;
  private final Iterator<Example> examples;
  private final TextEncoder encoder;
  private final int length;
  private TokenStream text;
  private boolean atStart;
  private int[] next;

  TokenPieces(Stream<Example> source, TextEncoder encoder, int length) {
    this.source = source;
    this.examples = source.iterator();
    this.encoder = encoder;
    this.length = length;
  }

  @Override
  public boolean hasNext() {
    while (next == null && (text != null || examples.hasNext())) {
      if (text == null) {
        text = examples.next().context().open(encoder);
        atStart = true;
      }
      advance();
    }
    return next != null;
  }

  @Override
  public int[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more pieces");
    }
    int[] piece = next;
    next = null;
    return piece;
  }

  @Override
  public void close() {
    closeText();
    source.close();
  }

  private void advance() {
    int[] piece = new int[length];
    int filled = text.fill(piece);
    if (filled == length) {
      next = piece;
    } else {
      closeText();
      if (atStart && filled > 0) {
        next = Arrays.copyOf(piece, filled);
      }
    }
    atStart = false;
  }

  private void closeText() {
    if (text != null) {
      text.close();
      text = null;
    }
  }
}
