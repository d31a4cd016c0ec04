package org.rccbench.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.rccbench.models.checkpoint.Checkpoint;

/**
 * card.json of a trained folder: how the model was made, what it costs, what was measured, what it
 * cannot do. Numbers come from the run's state and log, the words on limits from the recipe.
 */
final class TrainingCard {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private TrainingCard() {}

  /**
   * Writes the card of a folder whose weights are written.
   *
   * @param tokensPerWord of the text that was trained on, so that {@code ask} can tell another kind
   */
  static void write(
      Path folder, Recipe recipe, RunState state, Network network, OptionalDouble tokensPerWord) {
    List<ObjectNode> log = TrainingLog.read(folder);
    ObjectNode card = JSON.createObjectNode();
    card.put("name", recipe.name());
    card.put("architecture", recipe.network().architecture());
    card.put("parameters", parameters(network));
    card.put("weights_sha256", Checkpoint.open(folder).sha256());
    card.put("seed", recipe.seed());
    card.put("steps", state.step());
    card.put("tokens", state.tokens());
    card.put("core_seconds", state.coreSeconds());
    card.put("data", state.data());
    tokensPerWord.ifPresent(tokens -> card.put("tokens_per_word", tokens));
    if (state.start() == null) {
      card.put("start", "random");
    } else {
      card.set("start", JSON.valueToTree(state.start()));
    }
    if (!log.isEmpty()) {
      JsonNode last = log.get(log.size() - 1);
      ObjectNode training = card.putObject("last_step");
      training.set("loss", last.path("loss"));
      training.set("accuracy", last.path("accuracy"));
    }
    validation(card, log);
    card.put("limits", recipe.card() == null ? "not stated" : recipe.card());
    card.set("recipe", JSON.valueToTree(recipe));
    write(folder, card);
  }

  /** Parameters that take part in a computation. */
  private static long parameters(Network network) {
    return network.parameters().stream()
        .filter(parameter -> parameter.use() != Parameter.Use.DEAD)
        .mapToLong(Parameter::elements)
        .sum();
  }

  private static void validation(ObjectNode card, List<ObjectNode> log) {
    for (ObjectNode line : log) {
      if (line.has("validation")) {
        ObjectNode validation = JSON.createObjectNode();
        validation.set("step", line.path("step"));
        validation.set("figures", line.path("validation"));
        card.set("validation", validation); // the last one stays
      }
    }
  }

  private static void write(Path folder, ObjectNode card) {
    try {
      byte[] bytes = JSON.writeValueAsBytes(card);
      AtomicFile.write(
          folder.resolve("card.json"),
          channel -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
              channel.write(buffer);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
