package org.rccbench.datasets;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A file that is one JSON document with a row for each element of an array, or for each entry of an
 * object, whose name is the row's key. It is read token by token. A row with wrong fields costs
 * only itself; where the text is no JSON any more, or a string is longer than the limit, nothing
 * after it can be read.
 */
final class DocumentRows implements Rows {
  private final Path file;
  private final RowParser rows;
  private final Utf8Reader text;
  private final JsonParser json;
  private final boolean keyed;
  private final Set<String> keys = new HashSet<>();
  private JsonStreamContext document;
  private String key = "";
  private boolean repeated;
  private long number;

  /**
   * Reads {@code in}, the content of {@code file}.
   *
   * @param keyed whether the document is an object, not an array
   */
  DocumentRows(Path file, InputStream in, RowParser rows, boolean keyed) {
    this.file = file;
    this.rows = rows;
    this.keyed = keyed;
    this.text = new Utf8Reader(in);
    try {
      this.json = rows.open(text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean advance() {
    if (document == null) {
      open();
    }
    while (json.getParsingContext() != document) {
      // What is left of a row that was refused.
      next();
    }
    JsonToken token = next();
    if (token.isStructEnd()) {
      if (next() != null) {
        throw broken("more follows after the JSON document");
      }
      return false;
    }
    number++;
    if (keyed) {
      key = currentName();
      repeated = !keys.add(key);
      next();
    }
    return true;
  }

  private void open() {
    JsonToken wanted = keyed ? JsonToken.START_OBJECT : JsonToken.START_ARRAY;
    if (next() != wanted) {
      throw broken(keyed ? "the file is no JSON object" : "the file is no JSON array");
    }
    document = json.getParsingContext();
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public BadLine.Unit unit() {
    return BadLine.Unit.ROW;
  }

  @Override
  public Row row() throws BadField {
    if (repeated) {
      throw new BadField(key, "occurs twice");
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new BadField(key, "not a JSON object");
    }
    try {
      return new Row(number, key, rows.object(json));
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private JsonToken next() {
    try {
      return json.nextToken();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private String currentName() {
    try {
      return json.currentName();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private RuntimeException broken(IOException e) {
    if (e instanceof StreamConstraintsException limit) {
      return broken("a text is longer, or nests deeper, than allowed: " + RowParser.why(limit));
    }
    if (e instanceof JsonProcessingException json) {
      return broken(
          String.format(
              Locale.ROOT,
              "not JSON at line %d, column %d: %s",
              json.getLocation().getLineNr(),
              json.getLocation().getColumnNr(),
              RowParser.why(json)));
    }
    if (e instanceof CharacterCodingException) {
      return broken("not UTF-8 at byte " + (text.offset() + 1) + " of the file's text");
    }
    return new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
  }

  private BadLineException broken(String why) {
    String name = String.valueOf(file.getFileName());
    return BadLineException.atTheEndOfWhatCanBeRead(
        new BadLine(name, BadLine.Unit.ROW, Math.max(1, number), "", why));
  }

  @Override
  public void close() {
    try {
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file + ": " + e.getMessage(), e);
    }
  }
}
