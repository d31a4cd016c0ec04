package org.rccbench.evaluators.predictions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rccbench.evaluators.scorers.ScoringInput;

/** Reads the fields of a line that any format has, and makes a prediction of them. */
final class LineParser {
  private static final Set<String> TEXTS =
      Set.of("prediction", "pred", "question", "context", "doc_hash", "doc_id", "filter");
  private static final Set<String> LISTS =
      Set.of("references", "answers", "target", "labels", "all_classes", "filtered_resps");

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();
  private final Optional<String> filter;
  private final Map<String, List<String>> fields = new HashMap<>();
  private PredictionFormat format;
  private String seenFilter;

  LineParser(Optional<String> filter) {
    this.filter = filter;
  }

  Optional<PredictionFormat> format() {
    return Optional.ofNullable(format);
  }

  /** The prediction of a line; empty if it belongs to another filter than the one asked for. */
  Optional<Prediction> parse(LineBuffer line, long number) throws BadFieldException {
    read(line);
    if (format == null) {
      format = PredictionFormat.of(fields.keySet());
    }
    return isWanted() ? Optional.of(prediction(number)) : Optional.empty();
  }

  private Prediction prediction(long number) throws BadFieldException {
    String said = one(format.prediction());
    ScoringInput input = ScoringInput.ofTexts(said, references());
    return switch (format) {
      case OWN -> new Prediction(number, optional("context"), withQuestionAndLabels(input));
      case LONGBENCH ->
          new Prediction(number, Optional.empty(), input.withLabels(list("all_classes")));
      case LM_EVALUATION_HARNESS ->
          new Prediction(number, optional("doc_hash").or(() -> optional("doc_id")), input);
    };
  }

  private ScoringInput withQuestionAndLabels(ScoringInput input) throws BadFieldException {
    ScoringInput asked =
        fields.containsKey("question") ? input.withQuestion(one("question")) : input;
    return fields.containsKey("labels") ? asked.withLabels(list("labels")) : asked;
  }

  /** Several filters make several lines of one document, of which one counts. */
  private boolean isWanted() throws BadFieldException {
    if (format != PredictionFormat.LM_EVALUATION_HARNESS) {
      return true;
    }
    String name = optional("filter").orElse("");
    if (filter.isPresent()) {
      return name.equals(filter.get());
    }
    if (seenFilter != null && !seenFilter.equals(name)) {
      throw new BadFieldException(
          "filter",
          "is \"" + name + "\" after \"" + seenFilter + "\"; give --filter with one of them");
    }
    seenFilter = name;
    return true;
  }

  private List<String> references() throws BadFieldException {
    List<String> found = fields.get(format.references());
    if (found == null) {
      throw new BadFieldException(format.references(), "is missing or null");
    }
    boolean printed = format == PredictionFormat.LM_EVALUATION_HARNESS && found.size() == 1;
    return printed ? PythonList.parse(found.get(0)).orElse(found) : found;
  }

  private String one(String field) throws BadFieldException {
    List<String> found = fields.get(field);
    if (found == null) {
      throw new BadFieldException(field, "is missing or null");
    }
    if (found.size() != 1) {
      throw new BadFieldException(field, "must hold one text, holds " + found.size());
    }
    return found.get(0);
  }

  private Optional<String> optional(String field) {
    return Optional.ofNullable(fields.get(field)).map(texts -> texts.get(0));
  }

  private List<String> list(String field) {
    return fields.getOrDefault(field, List.of());
  }

  private void read(LineBuffer line) throws BadFieldException {
    fields.clear();
    try (JsonParser parser = json.createParser(line.bytes(), line.start(), line.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadFieldException("", "is no JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        readField(parser, parser.currentName());
      }
      if (parser.nextToken() != null) {
        throw new BadFieldException("", "more follows after the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new BadFieldException(
          "",
          "is no JSON at byte " + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BadFieldException("", "cannot be read: " + e.getMessage());
    }
  }

  private void readField(JsonParser parser, String name) throws IOException, BadFieldException {
    JsonToken token = parser.nextToken();
    boolean list = LISTS.contains(name);
    if (token == JsonToken.VALUE_NULL || !(list || TEXTS.contains(name))) {
      parser.skipChildren();
      return;
    }
    List<String> value =
        list && token == JsonToken.START_ARRAY ? texts(parser, name) : List.of(text(parser, name));
    if (fields.put(name, value) != null) {
      throw new BadFieldException(name, "occurs twice");
    }
  }

  private static List<String> texts(JsonParser parser, String name)
      throws IOException, BadFieldException {
    List<String> texts = new ArrayList<>(1);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      texts.add(text(parser, name));
    }
    return texts;
  }

  /** A text, or a number as the text that stands there. */
  private static String text(JsonParser parser, String name) throws IOException, BadFieldException {
    return switch (parser.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getText();
      case START_ARRAY ->
          throw new BadFieldException(
              name,
              "must hold texts, holds arrays"
                  + (name.equals("filtered_resps")
                      ? ": log-likelihoods have no text to score"
                      : ""));
      default ->
          throw new BadFieldException(
              name,
              "must be text, was "
                  + parser.currentToken().name().toLowerCase(java.util.Locale.ROOT));
    };
  }
}
