package org.rccbench.datasets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names of the fields of a file's first row, by which its schema is told; none where it is no
 * such file.
 *
 * @param keyed whether the file is one JSON object with a row for each entry
 */
record FirstRow(Set<String> fields, boolean keyed) {
  private static final FirstRow NONE = new FirstRow(Set.of(), false);

  static FirstRow of(Path file) {
    try {
      Packing packing = Packing.of(file);
      if (packing == Packing.PARQUET) {
        return new FirstRow(Set.copyOf(ParquetRows.columnsOf(file)), false);
      }
      try (InputStream packed = Files.newInputStream(file);
          InputStream in = new BufferedInputStream(packing.unpack(packed));
          JsonParser json = new JsonFactory().createParser(in)) {
        return of(json);
      }
    } catch (JsonProcessingException e) {
      return NONE;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static FirstRow of(JsonParser json) throws IOException {
    JsonToken first = json.nextToken();
    if (first == JsonToken.START_ARRAY) {
      first = json.nextToken();
    }
    if (first != JsonToken.START_OBJECT) {
      return NONE;
    }
    Set<String> fields = new LinkedHashSet<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      fields.add(json.currentName());
      if (json.nextToken() == JsonToken.START_OBJECT && fields.size() == 1) {
        // The first row of a file of entries; a row of a known schema does not begin like that.
        return new FirstRow(names(json), true);
      }
      json.skipChildren();
    }
    return new FirstRow(fields, false);
  }

  private static Set<String> names(JsonParser object) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    while (object.nextToken() != JsonToken.END_OBJECT) {
      names.add(object.currentName());
      object.nextToken();
      object.skipChildren();
    }
    return names;
  }
}
