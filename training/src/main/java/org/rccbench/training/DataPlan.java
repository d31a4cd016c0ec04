package org.rccbench.training;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.ChronicleForm;
import org.rccbench.datasets.ChronicleKind;
import org.rccbench.datasets.ChronicleQuestion;
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
   * @param questionWeights how often questions are asked, by form ({@code one-hop}) and by kind
   *     ({@code spot}): a question's weight is that of its form times that of its kind, 1 where
   *     none is given, and 0 asks none. Without any the first questions of a document are asked,
   *     among which some kinds are rare
   */
  public record ChroniclePlan(
      Long seed, String world, Double withQuestions, SortedMap<String, Double> questionWeights) {
    /** Fills in defaults, and keeps the test world for tests. */
    public ChroniclePlan {
      seed = seed == null ? Long.valueOf(0) : seed;
      world = world == null ? "train" : world;
      withQuestions = Objective.weight("with_questions", withQuestions);
      questionWeights =
          Collections.unmodifiableSortedMap(
              new TreeMap<>(questionWeights == null ? Map.of() : questionWeights));
      questionWeights.forEach(ChroniclePlan::checkWeight);
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

    private static void checkWeight(String name, Double weight) {
      List<String> known =
          Stream.concat(
                  Arrays.stream(ChronicleForm.values()).map(ChronicleForm::label),
                  Arrays.stream(ChronicleKind.values()).map(ChronicleKind::label))
              .toList();
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "question_weights has no form or kind of question \""
                + name
                + "\"; known: "
                + String.join(", ", known));
      }
      if (weight == null) {
        throw new IllegalArgumentException("question_weights." + name + " is missing");
      }
      Objective.weight("question_weights." + name, weight);
    }

    /**
     * As records tell it, and by which a run knows its recipe: weights only where there are any.
     */
    @Override
    public String toString() {
      return "ChroniclePlan[seed="
          + seed
          + ", world="
          + world
          + ", withQuestions="
          + withQuestions
          + (questionWeights.isEmpty() ? "" : ", questionWeights=" + questionWeights)
          + "]";
    }

    /** How often a question is asked, beside others. */
    double weight(ChronicleQuestion question) {
      return questionWeights.getOrDefault(question.form().label(), 1.0)
          * questionWeights.getOrDefault(question.kind().label(), 1.0);
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
