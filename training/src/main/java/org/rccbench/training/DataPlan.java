package org.rccbench.training;

import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.Datasets;
import org.rccbench.datasets.World;

/**
 * What is read.
 *
 * @param text a text file, or a folder with *.txt and *.md files
 * @param chronicle generated prose and questions, in place of text
 * @param questions a file of questions about contexts, in place of the chronicle's
 * @param tokenizer a folder with tokenizer.json, or {@code bytes}
 */
public record DataPlan(
    String text, ChroniclePlan chronicle, QuestionFile questions, String tokenizer) {

  /** Checks that there is a tokenizer and something to read. */
  public DataPlan {
    Recipe.required("tokenizer", tokenizer);
    if (text != null && chronicle != null) {
      throw new IllegalArgumentException("read text or a chronicle, not both; remove one");
    }
  }

  /** Checks that it has what an objective needs. */
  void check(Objective objective) {
    boolean passages =
        objective.languageModel() + objective.reconstruction() + objective.continuation() > 0;
    if (passages && text == null && chronicle == null) {
      throw new IllegalArgumentException("the field text or chronicle is missing");
    }
    if (objective.questionAnswering() > 0 && chronicle == null && questions == null) {
      throw new IllegalArgumentException(
          "question_answering needs a chronicle, or a file of questions");
    }
  }

  /** The chronicle that the plan names. */
  Chronicle generated() {
    return Chronicle.of(world(), chronicle.seed());
  }

  /** The world of generated values, of which the test world is no part. */
  World world() {
    return chronicle != null && chronicle.world().equals(World.VALIDATION.label())
        ? World.VALIDATION
        : World.TRAIN;
  }

  /**
   * Generated prose.
   *
   * @param seed of the documents, default 0
   * @param world {@code train} (default) or {@code validation}; never {@code test}, from which
   *     reported numbers come
   * @param withQuestions share of the documents that questions and answers follow in running text,
   *     default 0
   */
  public record ChroniclePlan(Long seed, String world, Double withQuestions) {
    /** Fills in defaults, and keeps the test world for tests. */
    public ChroniclePlan {
      seed = seed == null ? Long.valueOf(0) : seed;
      world = world == null ? "train" : world;
      withQuestions = Objective.weight("with_questions", withQuestions);
      if (world.equals("test")) {
        throw new IllegalArgumentException(
            "nothing is trained on world \"test\": reported numbers come from it; use train or"
                + " validation");
      }
      if (!world.equals("train") && !world.equals("validation")) {
        throw new IllegalArgumentException(
            "unknown world \"" + world + "\"; known: train, validation");
      }
      if (!(withQuestions <= 1)) {
        throw new IllegalArgumentException(
            "with_questions must be in [0, 1], was " + withQuestions);
      }
    }
  }

  /**
   * Questions about contexts.
   *
   * @param schema name of the reader, such as {@code pwc}
   * @param file where they are
   */
  public record QuestionFile(String schema, String file) {
    /** Checks that there is such a reader. */
    public QuestionFile {
      Datasets.named(Recipe.required("schema", schema));
      Recipe.required("file", file);
    }
  }
}
