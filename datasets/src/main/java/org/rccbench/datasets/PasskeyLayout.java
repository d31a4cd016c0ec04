package org.rccbench.datasets;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The text of a passkey context: task line, {@code filler[0:prefix]}, key line, {@code
 * filler[0:suffix]}, joined by line feeds, where the filler is {@code block} for ever.
 *
 * @param block one block of filler with the space that follows it
 * @param key the number in the key line
 * @param prefix characters of filler before the key line
 * @param suffix characters of filler after it
 */
record PasskeyLayout(String block, long key, long prefix, long suffix) {
  private static final int BLOCKS_A_PIECE = 64;

  PasskeyLayout {
    if (prefix < 0 || suffix < 0) {
      throw new IllegalArgumentException(
          "prefix and suffix must be >= 0, were " + prefix + " and " + suffix);
    }
  }

  /** The text in pieces of one block string, so that the length needs no memory. */
  Iterator<String> pieces() {
    return new Pieces(
        List.of(
            new Part(PasskeyText.TASK + "\n", prefix),
            new Part("\n" + PasskeyText.keyLine(key) + "\n", suffix)),
        block.repeat(BLOCKS_A_PIECE));
  }

  /** The whole text in memory. */
  String text() {
    StringBuilder text = new StringBuilder();
    pieces().forEachRemaining(text::append);
    return text.toString();
  }

  /** The text up to and with the first word of the key line. */
  String textToKeyWord() {
    StringBuilder text = new StringBuilder(PasskeyText.TASK).append('\n');
    long whole = prefix / block.length();
    text.append(block.repeat(Math.toIntExact(whole)));
    text.append(block, 0, (int) (prefix % block.length())).append('\n');
    return text.append(keyWord()).toString();
  }

  /** The first word of the key line. */
  String keyWord() {
    String line = PasskeyText.keyLine(key);
    return line.substring(0, line.indexOf(' '));
  }

  /** A line and the characters of filler that follow it. */
  private record Part(String line, long filler) {}

  private static final class Pieces implements Iterator<String> {
    private final Iterator<Part> parts;
    private final String fillerPiece;
    private long fillerLeft;

    Pieces(List<Part> parts, String fillerPiece) {
      this.parts = parts.iterator();
      this.fillerPiece = fillerPiece;
    }

    @Override
    public boolean hasNext() {
      return fillerLeft > 0 || parts.hasNext();
    }

    @Override
    public String next() {
      if (fillerLeft > 0) {
        int n = (int) Math.min(fillerLeft, fillerPiece.length());
        fillerLeft -= n;
        return n == fillerPiece.length() ? fillerPiece : fillerPiece.substring(0, n);
      }
      if (!parts.hasNext()) {
        throw new NoSuchElementException("the passkey text has ended");
      }
      Part part = parts.next();
      fillerLeft = part.filler();
      return part.line();
    }
  }
}
