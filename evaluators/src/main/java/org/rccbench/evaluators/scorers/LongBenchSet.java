package org.rccbench.evaluators.scorers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One data set of LongBench as its eval.py scores it (THUDM/LongBench 2e00731, blob 0a1d559c):
 * which metric, what is cut from a prediction, and how samples become a number. LongBench and
 * LongBench-E round differently.
 */
public final class LongBenchSet {
  private static final Set<String> FIRST_LINE_ONLY = Set.of("trec", "triviaqa", "samsum", "lsht");
  private static final Map<String, Metric> METRICS = metrics();

  private final String name;
  private final Metric metric;

  private LongBenchSet(String name, Metric metric) {
    this.name = name;
    this.metric = metric;
  }

  /** LongBench-E's groups of samples by length in words. */
  public enum Bucket {
    /** Under 4,000 words. */
    TO_4K("0-4k"),
    /** 4,000 to 7,999 words. */
    TO_8K("4-8k"),
    /** 8,000 words and more. */
    FROM_8K("8k+");

    private static final int THOUSANDS_4 = 4000;
    private static final int THOUSANDS_8 = 8000;

    private final String label;

    Bucket(String label) {
      this.label = label;
    }

    /** The name in LongBench-E's results. */
    public String label() {
      return label;
    }

    /** The bucket of a length in words. */
    public static Bucket of(int length) {
      if (length < THOUSANDS_4) {
        return TO_4K;
      }
      return length < THOUSANDS_8 ? TO_8K : FROM_8K;
    }
  }

  /**
   * A sample.
   *
   * @param prediction raw output
   * @param answers right answers
   * @param classes all classes of the set; empty for other metrics than classification
   */
  public record Sample(String prediction, List<String> answers, List<String> classes) {
    /** Copies the lists. */
    public Sample {
      answers = List.copyOf(answers);
      classes = List.copyOf(classes);
    }
  }

  /**
   * The rules of a data set.
   *
   * @throws IllegalArgumentException if there are none here; the message lists the known sets
   */
  public static LongBenchSet named(String name) {
    Metric metric = METRICS.get(name);
    if (metric == null) {
      throw new IllegalArgumentException(
          "no LongBench rules for \""
              + name
              + "\" (Chinese sets that need a word splitter have none here); known: "
              + METRICS.keySet());
    }
    return new LongBenchSet(name, metric);
  }

  /** A sample's score, 0 to 1: the best over its answers, 0 at least. */
  public double score(Sample sample) {
    String prediction =
        FIRST_LINE_ONLY.contains(name)
            ? AnswerText.lines(PythonText.stripNewlinesLeft(sample.prediction)).get(0)
            : sample.prediction;
    double best = 0;
    for (String answer : sample.answers) {
      best = Math.max(best, metric.score(prediction, answer, sample.classes));
    }
    return best;
  }

  /** LongBench's number before it is rounded: sum from left to right, in percent. */
  public static double percent(double[] scores) {
    double sum = 0;
    for (double score : scores) {
      sum += score;
    }
    return 100 * sum / scores.length;
  }

  /** LongBench's number: Python's rounding. */
  public static double printed(double[] scores) {
    return PythonRounding.toHundredths(percent(scores));
  }

  /**
   * LongBench-E's numbers by bucket: numpy's mean and numpy's rounding. An empty bucket has none,
   * where LongBench-E prints NaN.
   */
  public static Map<Bucket, Optional<Double>> printedByBucket(double[] scores, int[] lengths) {
    Map<Bucket, List<Double>> buckets = new EnumMap<>(Bucket.class);
    for (int i = 0; i < scores.length; i++) {
      buckets.computeIfAbsent(Bucket.of(lengths[i]), b -> new ArrayList<>()).add(scores[i]);
    }
    Map<Bucket, Optional<Double>> printed = new EnumMap<>(Bucket.class);
    for (Bucket bucket : Bucket.values()) {
      List<Double> members = buckets.getOrDefault(bucket, List.of());
      printed.put(
          bucket,
          members.isEmpty()
              ? Optional.empty()
              : Optional.of(PythonRounding.toHundredthsAsNumpy(100 * mean(members))));
    }
    return printed;
  }

  private static double mean(List<Double> scores) {
    return NumpyMean.of(scores.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static Map<String, Metric> metrics() {
    Map<String, Metric> metrics = new TreeMap<>();
    Metric f1 = (said, right, classes) -> QuestionAnswering.f1(said, right);
    Metric rouge = (said, right, classes) -> LongBench.rougeL(said, right);
    Metric code = (said, right, classes) -> CodeSimilarity.score(said, right);
    for (String set :
        List.of(
            "narrativeqa",
            "qasper",
            "multifieldqa_en",
            "hotpotqa",
            "2wikimqa",
            "musique",
            "triviaqa")) {
      metrics.put(set, f1);
    }
    List.of("gov_report", "qmsum", "multi_news", "samsum").forEach(set -> metrics.put(set, rouge));
    List.of("trec", "lsht").forEach(set -> metrics.put(set, LongBench::classification));
    List.of("lcc", "repobench-p").forEach(set -> metrics.put(set, code));
    metrics.put("passage_retrieval_en", (said, right, all) -> LongBench.retrieval(said, right));
    metrics.put(
        "passage_retrieval_zh", (said, right, all) -> LongBench.retrievalChinese(said, right));
    metrics.put("passage_count", (said, right, all) -> LongBench.count(said, right));
    return Collections.unmodifiableMap(metrics);
  }

  private interface Metric {
    double score(String prediction, String answer, List<String> classes);
  }
}
