package org.rccbench.datasets;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Objects;

/**
 * Encodes the pieces of one text, cut anew at safe cuts: about {@code target} characters stand in
 * memory, more only where the text has no {@link SafeCut} for longer than that. The pieces' own
 * borders have no effect on the ids.
 */
final class PieceTokens implements TokenStream {
  private static final int[] NONE = {};

  private final Iterator<String> pieces;
  private final TextEncoder encoder;
  private final int target;
  private final StringBuilder buffer = new StringBuilder();
  private String piece = "";
  private int pieceAt;
  private long encoded;
  private int[] ready = NONE;
  private int readyAt;

  PieceTokens(Iterator<String> pieces, TextEncoder encoder, int target) {
    this.pieces = pieces;
    this.encoder = Objects.requireNonNull(encoder, "encoder");
    this.target = target;
  }

  @Override
  public int read(int[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    while (readyAt == ready.length) {
      if (!encodeNext()) {
        return -1;
      }
    }
    int n = Math.min(length, ready.length - readyAt);
    System.arraycopy(ready, readyAt, into, offset, n);
    readyAt += n;
    return n;
  }

  private boolean encodeNext() {
    int searched = 0;
    int wanted = target;
    while (fillTo(wanted)) {
      int cut = SafeCut.last(buffer, searched);
      if (cut > 0) {
        encode(cut);
        return true;
      }
      searched = buffer.length();
      wanted = searched + target;
    }
    if (buffer.length() == 0) {
      return false;
    }
    encode(buffer.length());
    return true;
  }

  /** Whether the buffer could be filled to {@code wanted} characters before the text ended. */
  private boolean fillTo(int wanted) {
    while (buffer.length() < wanted) {
      if (pieceAt == piece.length()) {
        if (!pieces.hasNext()) {
          return false;
        }
        piece = pieces.next();
        pieceAt = 0;
      }
      int n = Math.min(wanted - buffer.length(), piece.length() - pieceAt);
      buffer.append(piece, pieceAt, pieceAt + n);
      pieceAt += n;
    }
    return true;
  }

  private void encode(int end) {
    String part = buffer.substring(0, end);
    Surrogates.refuseLone(part, encoded);
    ready = encoder.encode(part);
    readyAt = 0;
    encoded += end;
    buffer.delete(0, end);
  }

  @Override
  public void close() {
    closeSource(pieces);
  }

  /** Closes what the pieces come from, if it needs that. */
  static void closeSource(Iterator<String> pieces) {
    if (pieces instanceof Closeable source) {
      try {
        source.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
