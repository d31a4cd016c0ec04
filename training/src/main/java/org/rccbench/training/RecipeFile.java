package org.rccbench.training;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads recipes. Only plain YAML is read; every error names file, line, column and field. */
public final class RecipeFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private RecipeFile() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming file, line, column and field
   */
  public static Recipe read(Path file) {
    try {
      return parse(Files.readString(file), String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a text.
   *
   * @param origin what errors call it
   * @throws IllegalArgumentException naming origin, line, column and field
   */
  public static Recipe parse(String text, String origin) {
    try {
      try (YAMLParser parser = YAML.getFactory().createParser(text)) {
        new RecipeKeys(parser, origin).check(Recipe.class);
      }
      Recipe recipe = YAML.readValue(text, Recipe.class);
      if (recipe == null) {
        throw new IllegalArgumentException(origin + " is empty");
      }
      return recipe;
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(
          place(origin, e.getLocation()) + ": " + field(e) + explain(e), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          place(origin, e.getLocation()) + ": this is no YAML: " + firstLine(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String explain(JsonMappingException e) {
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      return e.getCause().getMessage();
    }
    return firstLine(e);
  }

  private static String field(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.isEmpty() ? "" : path + ": ";
  }

  private static String firstLine(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
  }

  private static String place(String origin, JsonLocation location) {
    return location == null
        ? origin
        : origin + ":" + location.getLineNr() + ":" + location.getColumnNr();
  }
}
