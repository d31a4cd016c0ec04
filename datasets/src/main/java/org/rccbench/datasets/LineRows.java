package org.rccbench.datasets;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** JSON Lines: one object a line. A bad line costs only itself; the last one may be blank. */
final class LineRows implements Rows {
  private final LineReader lines;
  private final RowParser parser;
  private byte[] line = new byte[0];
  private long number;

  // The line after a blank one is read before the blank one is judged: it may be the last.
  private boolean readAhead;

  LineRows(Path file, InputStream in, RowParser parser) {
    this.lines = new LineReader(file, in, parser.limit());
    this.parser = parser;
  }

  @Override
  public boolean advance() {
    if (!readAhead && !lines.advance()) {
      return false;
    }
    number = lines.line();
    line = lines.bytes();
    readAhead = isBlank(line) && lines.advance();
    return readAhead || !isBlank(line);
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public BadLine.Unit unit() {
    return BadLine.Unit.LINE;
  }

  @Override
  public Row row() throws BadField {
    if (readAhead) {
      throw new BadField("", "the line is blank");
    }
    if (lines.length() > parser.limit()) {
      throw new BadField(
          "", lines.length() + " bytes are more than the " + parser.limit() + " allowed");
    }
    return new Row(number, "", object(decode()));
  }

  private String decode() throws BadField {
    ByteBuffer bytes = ByteBuffer.wrap(line);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new BadField("", "not UTF-8 at byte " + (bytes.position() + 1) + " of the line");
    }
  }

  private Value object(String text) throws BadField {
    try (JsonParser json = parser.open(new StringReader(text))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new BadField("", "not a JSON object");
      }
      Value object = parser.object(json);
      if (json.nextToken() != null) {
        throw new BadField("", "more follows after the JSON object");
      }
      return object;
    } catch (JsonProcessingException e) {
      throw new BadField(
          "",
          String.format(
              Locale.ROOT,
              "not JSON at column %d: %s",
              e.getLocation().getColumnNr(),
              RowParser.why(e)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
