package org.rccbench.evaluators.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Binds parts of a YAML tree to records whose components are the known keys, in snake case. */
public final class YamlBinder {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private final YamlTree tree;

  /** Binds parts of a tree; errors are the tree's, with its places. */
  public YamlBinder(YamlTree tree) {
    this.tree = tree;
  }

  /**
   * Binds the node at a path.
   *
   * @param more keys that are known there besides the record's own, for the error's list
   * @throws IllegalArgumentException naming place, path, value and what is allowed
   */
  public <T> T bind(JsonNode node, String path, Class<T> type, String... more) {
    checkKeys(node, path, type, List.of(more));
    try {
      return MAPPER.treeToValue(node, type);
    } catch (JsonMappingException e) {
      String at = path(path, e.getPath());
      throw tree.error(at, explain(e, node));
    } catch (JsonProcessingException e) {
      throw tree.error(path, e.getOriginalMessage());
    }
  }

  private static String explain(JsonMappingException e, JsonNode node) {
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      return e.getCause().getMessage();
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "must be " + word(mismatch.getTargetType()) + ", was " + at(node, e.getPath());
    }
    return e.getOriginalMessage();
  }

  /** Before binding, because a missing key would hide the misspelt one that was meant. */
  private void checkKeys(JsonNode node, String path, Class<?> type, List<String> more) {
    Map<String, Class<?>> known = new TreeMap<>();
    more.forEach(key -> known.put(key, Object.class));
    for (RecordComponent component : type.getRecordComponents()) {
      known.put(snakeCase(component.getName()), component.getType());
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String at = YamlTree.child(path, entry.getKey());
      Class<?> inside = known.get(entry.getKey());
      if (inside == null) {
        throw tree.error(
            at,
            "unknown key \"" + entry.getKey() + "\"; known: " + String.join(", ", known.keySet()));
      }
      if (inside.isRecord()) {
        checkKeys(entry.getValue(), at, inside, List.of());
      }
    }
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static String word(Class<?> type) {
    if (type == String.class || type.getSimpleName().equals("Path")) {
      return "text (quote it if it looks like a number)";
    }
    if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == Double.class || type == double.class) {
      return "a number";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "a map of keys";
  }

  private static JsonNode at(JsonNode node, List<JsonMappingException.Reference> references) {
    JsonNode found = node;
    for (JsonMappingException.Reference reference : references) {
      found =
          reference.getFieldName() == null
              ? found.path(reference.getIndex())
              : found.path(reference.getFieldName());
    }
    return found;
  }

  private static String path(String start, List<JsonMappingException.Reference> references) {
    String path = start;
    for (JsonMappingException.Reference reference : references) {
      path =
          reference.getFieldName() == null
              ? path + "[" + reference.getIndex() + "]"
              : YamlTree.child(path, reference.getFieldName());
    }
    return path;
  }
}
