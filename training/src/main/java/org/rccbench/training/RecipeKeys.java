package org.rccbench.training;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks a YAML text before it is bound to records: keys that no record has, because a missing key
 * would hide the misspelt one that was meant; tags and aliases, because Jackson passes over the
 * former and reads the latter as texts.
 */
final class RecipeKeys {
  private final YAMLParser parser;
  private final String origin;

  RecipeKeys(YAMLParser parser, String origin) {
    this.parser = parser;
    this.origin = origin;
  }

  /**
   * Checks the whole text against a record.
   *
   * @throws IllegalArgumentException naming origin, line, column and key
   */
  void check(Class<? extends Record> type) throws IOException {
    if (parser.nextToken() != null) {
      value(type, "");
    }
  }

  private void value(Type type, String path) throws IOException {
    refuseReferences();
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Type> known = keys(type);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        refuseReferences();
        String key = parser.currentName();
        String at = path.isEmpty() ? key : path + "." + key;
        if (!known.isEmpty() && !known.containsKey(key)) {
          throw error(at + ": unknown key; known: " + String.join(", ", known.keySet()));
        }
        parser.nextToken();
        value(known.getOrDefault(key, Object.class), at);
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      Type element =
          type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : Object.class;
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        String at = path + "[" + i + "]";
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
          throw error(at + ": there is nothing here; give a value or remove it");
        }
        value(element, at);
      }
    }
  }

  private static Map<String, Type> keys(Type type) {
    Map<String, Type> keys = new TreeMap<>();
    if (type instanceof Class<?> record && record.isRecord()) {
      for (RecordComponent component : record.getRecordComponents()) {
        String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        keys.put(name, component.getGenericType());
      }
    }
    return keys;
  }

  private void refuseReferences() throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
      throw error("tags, anchors and aliases are not read; write the value out");
    }
  }

  private IllegalArgumentException error(String what) {
    JsonLocation at = parser.currentTokenLocation();
    return new IllegalArgumentException(
        origin + ":" + at.getLineNr() + ":" + at.getColumnNr() + ": " + what);
  }
}
