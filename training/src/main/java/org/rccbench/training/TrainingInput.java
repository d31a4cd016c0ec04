package org.rccbench.training;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.models.RccChat;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.checkpoint.BundledModels;

/** All that a run reads, open as long as it runs. */
final class TrainingInput implements AutoCloseable {
  /** Tokens: enough for a ratio within a few hundredths. */
  private static final int LOOKED_AT = 8192;

  private final Tokenizer tokenizer;
  private final Optional<TrainingData> passages;
  private final Optional<QuestionData> questions;

  /** Takes the tokenizer over. */
  TrainingInput(
      Tokenizer tokenizer, Optional<TrainingData> passages, Optional<QuestionData> questions) {
    this.tokenizer = tokenizer;
    this.passages = passages;
    this.questions = questions;
  }

  /**
   * Opens what a recipe names.
   *
   * @throws IllegalArgumentException if something is not there
   */
  static TrainingInput open(Recipe recipe) {
    DataPlan data = recipe.data();
    Tokenizer tokenizer = tokenizer(data);
    try {
      return new TrainingInput(tokenizer, passages(data, tokenizer), questions(recipe, tokenizer));
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static Tokenizer tokenizer(DataPlan data) {
    return data.tokenizer().equals("bytes")
        ? Tokenizer.bytes()
        : Tokenizer.load(BundledModels.folder(data.tokenizer()));
  }

  private static Optional<TrainingData> passages(DataPlan data, TextEncoder encoder) {
    if (data.chronicle() != null) {
      return Optional.of(new ChroniclePassages(data, encoder));
    }
    return Optional.ofNullable(data.text())
        .map(text -> TextData.read(Path.of(text), encoder, RccChat.EOS_ID));
  }

  private static Optional<QuestionData> questions(Recipe recipe, TextEncoder encoder) {
    DataPlan data = recipe.data();
    if (recipe.objective().questionAnswering() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        data.questions() == null
            ? new ChronicleQuestions(data, encoder)
            : FileQuestions.read(data.questions(), encoder, recipe.longestContext()));
  }

  /** One more than the tokenizer's highest id. */
  int vocabulary() {
    return tokenizer.size();
  }

  /** Ids of a text. */
  int[] encode(String text) {
    return tokenizer.encode(text);
  }

  /** Ids of an answer and of its end. */
  int[] answer(String text) {
    return Row.joined(encode(text), new int[] {RccChat.EOS_ID});
  }

  /** As {@link TrainingData#passage}. */
  int[] passage(int length, Draws draws) {
    return passages.orElseThrow().passage(length, draws);
  }

  /**
   * Tokens a word of the text that is trained on: what tells that a text is unlike it. Empty where
   * a recipe has no running text.
   */
  OptionalDouble tokensPerWord() {
    if (passages.isEmpty()) {
      return OptionalDouble.empty();
    }
    int tokens =
        passages.get() instanceof TextData own ? Math.min(own.length(), LOOKED_AT) : LOOKED_AT;
    String text = tokenizer.decodeWithoutSpecial(passage(tokens, new Draws(0, 0)));
    return OptionalDouble.of((double) tokens / text.strip().split("\\s+").length);
  }

  /** As {@link QuestionData#asked}. */
  Asked asked(int tokens, int wanted, Draws draws) {
    return questions.orElseThrow().asked(tokens, wanted, draws);
  }

  /** What identifies the content in a run's state; a resumed run must have the same. */
  String identity() {
    return passages.map(TrainingData::identity).orElse("no text")
        + questions.map(data -> "; questions " + data.identity()).orElse("");
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
