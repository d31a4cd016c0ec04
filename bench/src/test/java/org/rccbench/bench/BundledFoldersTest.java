package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.training.Recipe;
import org.rccbench.training.RecipeFile;

/** The bundled models are those that their cards and recipes tell of, and small. */
class BundledFoldersTest {
  private static final Path MODELS = Path.of("src/main/models");
  private static final Path RECIPES = Path.of("../recipes");
  private static final long MOST_BYTES = 40L << 20;

  private static List<Path> folders() throws IOException {
    try (Stream<Path> found = Files.list(MODELS)) {
      return found.sorted().toList();
    }
  }

  @Test
  void everyCardTellsOfItsWeightsAndItsRecipe() throws IOException {
    assertThat(folders()).hasSizeGreaterThanOrEqualTo(5);
    for (Path folder : folders()) {
      String name = folder.getFileName().toString();
      JsonNode card = new ObjectMapper().readTree(folder.resolve("card.json").toFile());
      assertThat(card.path("name").asText()).isEqualTo(name);
      assertThat(card.path("weights_sha256").asText())
          .as(name)
          .isEqualTo(Checkpoint.open(folder).sha256());
      assertThat(card.path("core_seconds").asDouble()).as(name).isPositive();
      assertThat(card.path("limits").asText()).as(name).isNotBlank();
      Recipe recipe = RecipeFile.read(RECIPES.resolve(name + ".yaml"));
      assertThat(card.path("seed").asLong()).as(name).isEqualTo(recipe.seed());
      assertThat(card.path("steps").asInt()).as(name).isEqualTo(recipe.schedule().steps());
      assertThat(card.path("architecture").asText())
          .as(name)
          .isEqualTo(recipe.network().architecture());
    }
  }

  @Test
  void allHaveOneTokenizer() throws IOException {
    byte[] first = Files.readAllBytes(folders().get(0).resolve("tokenizer.json"));
    for (Path folder : folders()) {
      assertThat(folder.resolve("tokenizer.json")).hasBinaryContent(first);
    }
  }

  @Test
  void theyAreSmall() throws IOException {
    long bytes = 0;
    for (Path folder : folders()) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          bytes += Files.size(file);
        }
      }
    }
    assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
  }
}
