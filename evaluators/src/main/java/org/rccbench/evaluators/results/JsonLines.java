package org.rccbench.evaluators.results;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An append-only file of one JSON object a line. A line counts once its line feed is on the disk; a
 * last line without one was being written when the process died, and is cut off on opening.
 */
final class JsonLines<T> implements AutoCloseable {
  private static final int LINE_FEED = '\n';

  private final Path file;
  private final RandomAccessFile out;

  private JsonLines(Path file, RandomAccessFile out) {
    this.file = file;
    this.out = out;
  }

  /** Opens for appending and hands every whole line to {@code seen}. */
  static <T> JsonLines<T> open(Path file, Class<T> type, Consumer<T> seen) {
    try {
      long whole = Files.exists(file) ? scan(file, type, seen) : 0;
      RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
      if (out.length() > whole) {
        out.setLength(whole);
        out.getFD().sync();
      }
      out.seek(whole);
      return new JsonLines<>(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /** All lines; of several with the same key the last one counts. A half last line is left out. */
  static <T> List<T> read(Path file, Class<T> type, Function<T, String> key) {
    Map<String, T> byKey = new LinkedHashMap<>();
    try {
      scan(file, type, line -> byKey.put(key.apply(line), line));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
    return new ArrayList<>(byKey.values());
  }

  /** Writes a whole line and returns once it is on the disk. */
  void append(T line) {
    try {
      byte[] json = Json.MAPPER.writeValueAsBytes(line);
      byte[] whole = Arrays.copyOf(json, json.length + 1);
      whole[json.length] = LINE_FEED;
      // a FileChannel would be closed by an interrupt in the middle of a write; this one is not
      out.write(whole);
      out.getFD().sync();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be closed: " + e.getMessage(), e);
    }
  }

  /** The content of a file, unpacked where its name ends in .zst; not buffered. */
  static InputStream content(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (!file.toString().endsWith(".zst")) {
      return in;
    }
    try {
      return new ZstdInputStream(in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Returns how many bytes whole lines take. */
  private static <T> long scan(Path file, Class<T> type, Consumer<T> seen) throws IOException {
    long whole = 0;
    int number = 1;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(content(file))) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != LINE_FEED) {
          line.write(b);
          continue;
        }
        seen.accept(parse(line.toByteArray(), type, file + ":" + number));
        whole += line.size() + 1;
        number++;
        line.reset();
      }
    }
    return whole;
  }

  private static <T> T parse(byte[] line, Class<T> type, String where) {
    try {
      T value = Json.MAPPER.readValue(line, type);
      if (value == null) {
        throw new IOException("the line is null");
      }
      return value;
    } catch (IOException e) {
      throw new IllegalStateException(
          where
              + ": the line is damaged ("
              + firstLine(e.getMessage())
              + "); remove this line to have its part run again, or use another folder",
          e);
    }
  }

  private static String firstLine(String message) {
    return message == null ? "no message" : message.lines().findFirst().orElse("no message");
  }
}
