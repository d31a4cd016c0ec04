package org.rccbench.datasets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the named string fields of one JSON object; each must be there once and not be blank. Other
 * fields are passed over, but not their faults: no name may occur twice, and nothing may nest
 * deeper than {@value #DEEPEST} levels.
 */
final class StringFields {
  private static final int DEEPEST = 32;

  private final List<String> names;
  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  StringFields(List<String> names) {
    this.names = List.copyOf(names);
  }

  /** Decodes strictly. */
  static String decode(byte[] utf8) throws BadField {
    ByteBuffer bytes = ByteBuffer.wrap(utf8);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new BadField("", "not UTF-8 at byte " + (bytes.position() + 1) + " of the line");
    }
  }

  /** Returns the fields by name. */
  Map<String, String> parse(String line) throws BadField {
    Set<String> seen = new HashSet<>();
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser parser = json.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadField("", "not a JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        if (!seen.add(name)) {
          throw new BadField(name, "occurs twice");
        }
        readValue(parser, name, values);
      }
      if (parser.nextToken() != null) {
        throw new BadField("", "more follows after the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return requireAll(values);
  }

  private void readValue(JsonParser parser, String name, Map<String, String> values)
      throws IOException, BadField {
    JsonToken type = parser.nextToken();
    if (names.contains(name)) {
      if (type != JsonToken.VALUE_STRING) {
        throw new BadField(name, "must be a string, was " + kind(type));
      }
      values.put(name, parser.getText());
      return;
    }
    try {
      parser.skipChildren();
    } catch (StreamConstraintsException e) {
      throw new BadField(name, "nests deeper than " + DEEPEST + " levels");
    }
  }

  private static String kind(JsonToken type) {
    return switch (type) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "null";
    };
  }

  private static BadField notJson(JsonProcessingException e) {
    return new BadField(
        "",
        String.format(
            Locale.ROOT,
            "not JSON at column %d: %s",
            e.getLocation().getColumnNr(),
            e.getOriginalMessage()));
  }

  private Map<String, String> requireAll(Map<String, String> values) throws BadField {
    for (String name : names) {
      String value = values.get(name);
      if (value == null) {
        throw new BadField(name, "is missing");
      }
      if (value.isBlank()) {
        throw new BadField(name, "is empty");
      }
      if (Surrogates.firstLone(value) >= 0) {
        throw new BadField(name, "holds half a surrogate pair, which is no character");
      }
    }
    return values;
  }
}
