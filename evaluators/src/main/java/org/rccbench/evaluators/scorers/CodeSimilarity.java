package org.rccbench.evaluators.scorers;

/**
 * {@code code_sim_score} of LongBench: the first line of code in a prediction against the answer,
 * by fuzzywuzzy's ratio, 0 to 1.
 */
final class CodeSimilarity {
  private CodeSimilarity() {}

  /** By difflib, as where python-Levenshtein is not installed. */
  static double score(String prediction, String answer) {
    return SequenceRatio.fuzzyPercent(line(prediction), answer) / 100.0;
  }

  /** By difflib without its rule against frequent characters, so that long answers count too. */
  static double fixed(String prediction, String answer) {
    String line = line(prediction);
    return SequenceRatio.percent(line, answer, SequenceRatio.withoutAutojunk(line, answer)) / 100.0;
  }

  /** What the same code prints where python-Levenshtein is installed. */
  static double withPythonLevenshtein(String prediction, String answer) {
    String line = line(prediction);
    return SequenceRatio.percent(
            line, answer, EditDistance.ofText(line, answer).pythonLevenshteinRatio())
        / 100.0;
  }

  /** The first line without a backtick, {@code #} or {@code //}; an empty line is one. */
  static String line(String prediction) {
    return AnswerText.lines(PythonText.stripNewlinesLeft(prediction)).stream()
        .filter(line -> !line.contains("`") && !line.contains("#") && !line.contains("//"))
        .findFirst()
        .orElse("");
  }
}
