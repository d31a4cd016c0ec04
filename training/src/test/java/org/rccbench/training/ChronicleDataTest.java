package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.ChronicleDocument;
import org.rccbench.datasets.ChronicleForm;
import org.rccbench.datasets.ChronicleKind;
import org.rccbench.datasets.ChronicleQuestion;
import org.rccbench.datasets.World;
import org.rccbench.models.Tokenizer;

/** Generated data depend on seed and step alone, and come from the world that the recipe names. */
class ChronicleDataTest {
  @TempDir Path folder;
  private final Tokenizer tokenizer = Tokenizer.bytes();

  @AfterEach
  void close() {
    tokenizer.close();
  }

  private static DataPlan plan(long seed, String world, double withQuestions) {
    return new DataPlan(
        null, new DataPlan.ChroniclePlan(seed, world, withQuestions, null), null, "bytes");
  }

  private TrainingData passages(long seed, String world, double withQuestions) {
    return new ChroniclePassages(plan(seed, world, withQuestions), tokenizer);
  }

  private String text(TrainingData data, int length, long step) {
    return tokenizer.decode(data.passage(length, new Draws(4, step)));
  }

  @Test
  void passagesAreThoseOfTheirStepWhateverWasReadBefore() {
    TrainingData data = passages(1, "train", 0.5);
    String early = text(data, 300, 7);
    String late = text(data, 300, 7000);
    assertThat(text(data, 300, 7)).isEqualTo(early);
    TrainingData resumed = passages(1, "train", 0.5);
    assertThat(text(resumed, 300, 7000)).isEqualTo(late);
    assertThat(text(passages(2, "train", 0.5), 300, 7)).isNotEqualTo(early);
    assertThat(text(passages(1, "validation", 0.5), 300, 7)).isNotEqualTo(early);
  }

  @Test
  void documentsStandBehindEachOtherWithAnEndOfTextBeforeEach() {
    String stream = text(passages(1, "train", 0), 60_000, 0);
    List<String> documents =
        Chronicle.of(World.TRAIN, 1).documents(0).limit(200).map(ChronicleDocument::text).toList();
    List<String> found = List.of(stream.split("<\\|endoftext\\|>", -1));
    assertThat(found).hasSizeGreaterThan(20);
    assertThat(documents).containsAll(found.subList(1, found.size() - 1));
    assertThat(stream).doesNotContain("Question: ");
  }

  @Test
  void questionsFollowTheShareOfDocumentsThatTheRecipeAsksFor() {
    String stream = text(passages(1, "train", 0.3), 150_000, 0);
    List<String> documents = List.of(stream.split("<\\|endoftext\\|>", -1));
    long asked = documents.stream().filter(text -> text.contains("\nQuestion: ")).count();
    assertThat((double) asked / documents.size()).isBetween(0.15, 0.45);
    for (String document : documents.subList(1, documents.size() - 1)) {
      assertThat(document.split("\nAnswer: ", -1).length - 1).isLessThanOrEqualTo(8);
      assertThat(document.contains("Question: ")).isEqualTo(document.endsWith("\n"));
    }
  }

  @Test
  void questionsAreAboutNewDocumentsNearTheLengthAskedFor() {
    QuestionData data = new ChronicleQuestions(plan(1, "train", 0), tokenizer);
    Set<String> contexts = new HashSet<>();
    for (int step = 0; step < 60; step++) {
      Asked asked = data.asked(1500, 3, new Draws(2, step));
      contexts.add(asked.context());
      assertThat(asked.questions()).hasSize(3);
      assertThat(asked.context().length()).isBetween(1100, 1900);
      assertThat(data.asked(1500, 3, new Draws(2, step))).isEqualTo(asked);
    }
    assertThat(contexts).hasSize(60);
    assertThat(data.asked(1, 1, new Draws(2, 1)).context()).isNotEmpty();
  }

  /** Every question that comes is one of its document's of a form and kind that have a weight. */
  @Test
  void questionsComeByTheirWeights() {
    SortedMap<String, Double> weights = new TreeMap<>(Map.of("spot", 9.0, "home", 0.0));
    List.of("two-hop", "count", "yes-no", "list", "compare")
        .forEach(form -> weights.put(form, 0.0));
    QuestionData data = new ChronicleQuestions(weighted(weights), tokenizer);
    int first = 0;
    int withSpot = 0;
    double expected = 0;
    for (int step = 0; step < 300; step++) {
      List<String> all =
          data.asked(1500, 1000, new Draws(2, step)).questions().stream()
              .map(Asked.Question::text)
              .toList();
      Map<String, ChronicleQuestion> oneHop = new TreeMap<>();
      ChronicleDocument document =
          Chronicle.of(World.TRAIN, 1).document(new Draws(2, step).next() >>> 1, words());
      document.questions().stream()
          .filter(question -> question.form() == ChronicleForm.ONE_HOP)
          .filter(question -> question.kind() != ChronicleKind.HOME)
          .forEach(question -> oneHop.put(question.text(), question));
      assertThat(all).containsExactlyInAnyOrderElementsOf(oneHop.keySet());
      Asked one = data.asked(1500, 1, new Draws(2, step));
      assertThat(one.questions()).extracting(Asked.Question::text).containsExactly(all.get(0));
      long spots = oneHop.values().stream().filter(ChronicleDataTest::isSpot).count();
      withSpot += spots > 0 ? 1 : 0;
      expected += 9.0 * spots / (8.0 * spots + oneHop.size());
      first += isSpot(oneHop.get(all.get(0))) ? 1 : 0;
    }
    assertThat(withSpot).isGreaterThan(100);
    assertThat(first / expected).as("spots asked first, of those expected").isBetween(0.85, 1.15);
  }

  private static boolean isSpot(ChronicleQuestion question) {
    return question.kind() == ChronicleKind.SPOT;
  }

  private static DataPlan weighted(SortedMap<String, Double> weights) {
    return new DataPlan(null, new DataPlan.ChroniclePlan(1L, "train", 0.0, weights), null, "bytes");
  }

  /** As many words as the data takes for 1,500 tokens: its own text has them, to a sentence. */
  private int words() {
    ChronicleDocument measured = Chronicle.of(World.TRAIN, 1).document(0, 20_000);
    return (int) (1500 / ((double) tokenizer.encode(measured.text()).length / measured.words()));
  }

  @Test
  void weightsThatLeaveNoQuestionAreAnErrorAndNoEndlessSearch() {
    SortedMap<String, Double> weights = new TreeMap<>();
    for (ChronicleForm form : ChronicleForm.values()) {
      weights.put(form.label(), 0.0);
    }
    QuestionData data = new ChronicleQuestions(weighted(weights), tokenizer);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.asked(100, 1, new Draws(2, 1)))
        .withMessageContaining("no question of a weight above 0")
        .withMessageContaining("one-hop=0.0");
  }

  @Test
  void aRunWithoutWeightsIsKnownByWhatItWasBefore() {
    assertThat(new DataPlan.ChroniclePlan(1L, "train", 0.0, null))
        .hasToString("ChroniclePlan[seed=1, world=train, withQuestions=0.0]");
    assertThat(weighted(new TreeMap<>(Map.of("spot", 2.0))).chronicle())
        .hasToString(
            "ChroniclePlan[seed=1, world=train, withQuestions=0.0, questionWeights={spot=2.0}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{spots: 1}|no form or kind of question \"spots\"; known: one-hop, two-hop, count",
        "{spot: -1}|question_weights.spot must be >= 0, was -1",
      })
  void aWeightOfNothingIsRefused(String weights, String message) {
    String recipe =
        Recipes.rcc(Path.of("t"), 1)
            .replace("text: \"t\"", "chronicle: {question_weights: " + weights + "}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecipeFile.parse(recipe, "recipe.yaml"))
        .withMessageContaining(message);
  }

  @Test
  void keysAreNeverThoseOfTheTestWorld() {
    String recipe =
        Recipes.rcc(Path.of("t"), 1)
            .replaceFirst("objective: .*", "objective: {passkey: 1, context_windows: [10, 20]}")
            .replaceFirst("text: \"t\"", "chronicle: {world: WORLD}");
    for (World world : List.of(World.TRAIN, World.VALIDATION)) {
      BatchMaker maker =
          new BatchMaker(
              RecipeFile.parse(recipe.replace("WORLD", world.label()), "recipe.yaml"),
              new TrainingInput(tokenizer, Optional.empty(), Optional.empty()));
      for (int step = 0; step < 200; step++) {
        Batch batch = maker.part(Optional.of(new Level(24, 7)), new Draws(3, step)).batch();
        int[] text = batch.texts()[0];
        String key = tokenizer.decode(Arrays.copyOfRange(text, text.length - 6, text.length - 1));
        assertThat(World.of(key)).as(key).isEqualTo(world);
      }
    }
  }

  @Test
  void theTestWorldIsRefused() {
    String recipe = Recipes.rcc(Path.of("t"), 1).replace("text: \"t\"", "chronicle: {world: test}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecipeFile.parse(recipe, "recipe.yaml"))
        .withMessageStartingWith("recipe.yaml:3")
        .withMessageContaining("nothing is trained on world \"test\"");
  }

  @Test
  void questionsOfAFileAreReadInTheirSchema() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rows.jsonl"),
            """
            {"input": "Mira sells lamps.", "prompt": "What does Mira sell?", "answer": "lamps"}
            {"input": "%s", "prompt": "Who?", "answer": "nobody"}
            """
                .formatted("x".repeat(500)));
    QuestionData data =
        FileQuestions.read(new DataPlan.QuestionFile("pwc", file.toString()), tokenizer, 100);
    Set<Asked> drawn = new HashSet<>();
    IntStream.range(0, 50).forEach(step -> drawn.add(data.asked(9, 1, new Draws(1, step))));
    assertThat(drawn)
        .containsExactly(
            new Asked(
                "Mira sells lamps.", List.of(new Asked.Question("What does Mira sell?", "lamps"))));
  }
}
