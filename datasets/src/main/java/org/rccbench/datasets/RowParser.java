package org.rccbench.datasets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads one JSON object: the fields that are named are kept, the others passed over, but not their
 * faults: no name may occur twice, nothing may nest deeper than {@value #DEEPEST} levels, and an
 * object may not have more than {@code limit} characters.
 */
final class RowParser {
  private static final int DEEPEST = 32;

  // Deeper than what is refused with the field's name, so that reading can go on after that.
  private static final int DEEPEST_SKIPPED = 1000;

  private final Set<String> names;
  private final int limit;
  private final JsonFactory json;

  RowParser(List<String> names, int limit) {
    this.names = Set.copyOf(names);
    this.limit = limit;
    this.json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_SKIPPED)
                    .maxStringLength(limit)
                    .build())
            .build();
  }

  /** A parser that can be handed to {@link #object}. */
  JsonParser open(Reader text) throws IOException {
    return json.createParser(text);
  }

  /** The most characters of an object, and bytes of a line. */
  int limit() {
    return limit;
  }

  /** What is wrong, without what Jackson says about where it reads from. */
  static String why(JsonProcessingException e) {
    return e.getOriginalMessage().replaceAll("\\[Source: [^;]*; ([^\\]]*)\\]", "$1");
  }

  /** Reads the object that {@code parser} stands at the start of, to its end. */
  Value object(JsonParser parser) throws IOException, BadField {
    return new Value("", new Pass(parser).row());
  }

  private final class Pass {
    private final JsonParser parser;
    private final long start;
    private String field = "";
    private int depth = 1;

    Pass(JsonParser parser) {
      this.parser = parser;
      this.start = parser.currentTokenLocation().getCharOffset();
    }

    ObjectNode row() throws IOException, BadField {
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      Set<String> seen = new HashSet<>();
      while (next() != JsonToken.END_OBJECT) {
        field = parser.currentName();
        if (!seen.add(field)) {
          throw new BadField(field, "occurs twice");
        }
        next();
        if (names.contains(field)) {
          row.set(field, value(field));
        } else {
          skip();
        }
      }
      return row;
    }

    private JsonNode value(String path) throws IOException, BadField {
      JsonNodeFactory nodes = JsonNodeFactory.instance;
      return switch (parser.currentToken()) {
        case START_OBJECT -> object(path);
        case START_ARRAY -> array(path);
        case VALUE_STRING -> nodes.textNode(parser.getText());
        case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
        case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
        case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(parser.getBooleanValue());
        default -> nodes.nullNode();
      };
    }

    private ObjectNode object(String path) throws IOException, BadField {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      enter();
      while (next() != JsonToken.END_OBJECT) {
        String inner = path + "." + parser.currentName();
        if (object.has(parser.currentName())) {
          throw new BadField(inner, "occurs twice");
        }
        String name = parser.currentName();
        next();
        object.set(name, value(inner));
      }
      depth--;
      return object;
    }

    private ArrayNode array(String path) throws IOException, BadField {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      enter();
      while (next() != JsonToken.END_ARRAY) {
        array.add(value(path + "[" + array.size() + "]"));
      }
      depth--;
      return array;
    }

    private void skip() throws IOException, BadField {
      int outside = depth;
      JsonToken token = parser.currentToken();
      while (true) {
        if (token.isStructStart()) {
          enter();
        } else if (token.isStructEnd()) {
          depth--;
        }
        if (depth == outside) {
          return;
        }
        token = next();
      }
    }

    private void enter() throws BadField {
      if (depth == DEEPEST) {
        throw new BadField(field, "nests deeper than " + DEEPEST + " levels");
      }
      depth++;
    }

    private JsonToken next() throws IOException, BadField {
      JsonToken token = parser.nextToken();
      if (parser.currentLocation().getCharOffset() - start > limit) {
        throw new BadField("", "has more than the " + limit + " characters allowed");
      }
      return token;
    }
  }
}
