package org.rccbench.datasets;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;

/** The text of a UTF-8 file, piece by piece; nothing is dropped, a byte-order mark included. */
final class Utf8Pieces implements Iterator<String>, Closeable {
  private static final int CHUNK = 1 << 13;

  private final Path file;
  private final ReadableByteChannel channel;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).flip();
  private final CharBuffer chars = CharBuffer.allocate(CHUNK);
  private long bytesBefore;
  private boolean ended;
  private String next;

  Utf8Pieces(Path file) {
    this.file = file;
    try {
      this.channel = Channels.newChannel(Files.newInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null && !ended) {
      decodeChunk();
    }
    return next != null;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the end of " + file + " is reached");
    }
    String piece = next;
    next = null;
    return piece;
  }

  private void decodeChunk() {
    bytesBefore += bytes.position();
    bytes.compact();
    ended = reachesEnd();
    bytes.flip();
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, ended);
    if (result.isError()) {
      close();
      throw malformed(result.length());
    }
    chars.flip();
    if (chars.hasRemaining()) {
      next = chars.toString();
    }
    if (ended) {
      close();
    }
  }

  private boolean reachesEnd() {
    try {
      return channel.read(bytes) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private UncheckedIOException malformed(int length) {
    return new UncheckedIOException(
        String.format(
            Locale.ROOT,
            "%s is not UTF-8 at byte offset %d; convert the file to UTF-8",
            file.getFileName(),
            bytesBefore + bytes.position()),
        new MalformedInputException(length));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file + ": " + e.getMessage(), e);
    }
  }
}
