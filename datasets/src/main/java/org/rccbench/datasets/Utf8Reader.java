package org.rccbench.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 text, strictly: all characters before the first fault are delivered, then {@link
 * MalformedInputException} is thrown and {@link #offset} says where the fault is. A JDK reader
 * loses what it has decoded together with the fault.
 */
final class Utf8Reader extends Reader {
  private static final int CHUNK = 1 << 13;

  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).flip();
  private final CharBuffer chars = CharBuffer.allocate(CHUNK).flip();
  private long bytesBefore;
  private boolean ended;
  private CoderResult result = CoderResult.UNDERFLOW;

  Utf8Reader(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    while (!chars.hasRemaining()) {
      if (result.isError()) {
        throw new MalformedInputException(result.length());
      }
      if (ended) {
        return -1;
      }
      decodeChunk();
    }
    int n = Math.min(length, chars.remaining());
    chars.get(into, offset, n);
    return n;
  }

  private void decodeChunk() throws IOException {
    bytesBefore += bytes.position();
    bytes.compact();
    int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = n < 0;
    bytes.position(bytes.position() + Math.max(0, n));
    bytes.flip();
    chars.clear();
    result = decoder.decode(bytes, chars, ended);
    chars.flip();
  }

  /** The offset of the fault in the bytes of the text, from 0. */
  long offset() {
    return bytesBefore + bytes.position();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
