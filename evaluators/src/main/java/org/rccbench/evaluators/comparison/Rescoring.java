package org.rccbench.evaluators.comparison;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.results.ScoreFile;
import org.rccbench.evaluators.results.ScoreLine;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.evaluators.statistics.Headline;
import org.rccbench.evaluators.statistics.Resampling;

/**
 * Scores the outputs of a run again by other profiles. Writes scores.jsonl; the journal stays as it
 * is, and where it has the same profile the two must agree.
 *
 * @param file scores.jsonl
 * @param answered samples with an output
 * @param others samples that failed or were not asked
 * @param agreeing scores that the journal has too, and the same
 * @param differing scores that the journal has too, and other ones: of another version's rules
 * @param rows one for each model, task, mode and profile, those of the journal included
 * @param spreads one for each model, task, mode and quantity of two profiles or more
 */
public record Rescoring(
    Path file,
    int answered,
    int others,
    int agreeing,
    int differing,
    List<Row> rows,
    List<Spread> spreads) {

  /** Copies the lists. */
  public Rescoring {
    rows = List.copyOf(rows);
    spreads = List.copyOf(spreads);
  }

  /**
   * Whose outputs are scored.
   *
   * @param model the model's name
   * @param trained false where its weights are random, and scores say nothing about the method
   * @param task the task's name
   * @param mode the form of asking, or null
   */
  public record Group(String model, boolean trained, String task, String mode) {
    static Group of(SampleLine line) {
      return new Group(line.model(), line.trained(), line.task(), line.mode());
    }
  }

  /**
   * One profile.
   *
   * @param group whose outputs
   * @param profile the profile's name; with {@code @n} over the first n tokens, as the run has it
   * @param headline mean and interval; empty if no output has a score
   * @param why the first reason of an output without a score, or null
   */
  public record Row(Group group, String profile, Optional<Headline> headline, String why) {}

  /**
   * How far profiles that are called the same lie apart on the same outputs, in shares of a perfect
   * score.
   *
   * @param group whose outputs
   * @param quantity what the profiles are called, such as BLEU; with {@code @n} over the first n
   *     tokens
   * @param profiles how many have a score
   * @param lowest the profile with the lowest mean
   * @param low its mean over the score of a perfect output
   * @param highest the profile with the highest mean
   * @param high its mean over the score of a perfect output
   */
  public record Spread(
      Group group,
      String quantity,
      int profiles,
      String lowest,
      double low,
      String highest,
      double high) {}

  /**
   * Scores a run again and writes its scores.jsonl.
   *
   * @param resampling how intervals are drawn, by the number of samples
   * @throws IllegalArgumentException if the run has no samples
   */
  public static Rescoring of(Path run, List<Scorer> scorers, IntFunction<Resampling> resampling) {
    List<SampleLine> lines = Journal.read(run);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(run + " has no samples to score");
    }
    Map<String, ScoreLine> scores = new LinkedHashMap<>();
    for (SampleLine line : lines) {
      if (line.hasAnswer()) {
        scores.put(line.key(), new StoredOutput(line).score(scorers));
      }
    }
    Path file = ScoreFile.write(List.copyOf(scores.values()), run);
    int agreeing = count(lines, scores, true);
    List<Row> rows = rows(lines, scores, resampling);
    return new Rescoring(
        file,
        scores.size(),
        lines.size() - scores.size(),
        agreeing,
        count(lines, scores, false),
        rows,
        spreads(rows));
  }

  private static int count(
      List<SampleLine> lines, Map<String, ScoreLine> scores, boolean agreeing) {
    int count = 0;
    for (SampleLine line : lines) {
      ScoreLine made = scores.get(line.key());
      if (made != null) {
        for (Map.Entry<String, Double> score : made.scores().entrySet()) {
          Double before = line.scores().get(score.getKey());
          count += before != null && before.equals(score.getValue()) == agreeing ? 1 : 0;
        }
      }
    }
    return count;
  }

  private static List<Row> rows(
      List<SampleLine> lines, Map<String, ScoreLine> scores, IntFunction<Resampling> resampling) {
    Map<Group, List<SampleLine>> groups = new LinkedHashMap<>();
    for (SampleLine line : lines) {
      ScoreLine made = scores.get(line.key());
      SampleLine shown = made == null ? line : line.withScores(both(line, made));
      groups.computeIfAbsent(Group.of(line), group -> new ArrayList<>()).add(shown);
    }
    List<Row> rows = new ArrayList<>();
    groups.forEach(
        (group, ofGroup) -> {
          for (String profile : profiles(ofGroup, scores)) {
            rows.add(
                new Row(
                    group,
                    profile,
                    Headline.of(ofGroup, profile, resampling.apply(ofGroup.size())),
                    why(ofGroup, scores, profile)));
          }
        });
    return rows;
  }

  private static SortedMap<String, Double> both(SampleLine line, ScoreLine made) {
    SortedMap<String, Double> both = new TreeMap<>(line.scores());
    both.putAll(made.scores());
    return both;
  }

  private static TreeSet<String> profiles(List<SampleLine> lines, Map<String, ScoreLine> scores) {
    TreeSet<String> profiles = new TreeSet<>();
    for (SampleLine line : lines) {
      if (line.scores() != null) {
        profiles.addAll(line.scores().keySet());
      }
      ScoreLine made = scores.get(line.key());
      if (made != null) {
        profiles.addAll(made.unscored().keySet());
      }
    }
    return profiles;
  }

  private static String why(List<SampleLine> lines, Map<String, ScoreLine> scores, String profile) {
    return lines.stream()
        .map(line -> scores.get(line.key()))
        .filter(made -> made != null && made.unscored().containsKey(profile))
        .map(made -> made.unscored().get(profile))
        .findFirst()
        .orElse(null);
  }

  private static List<Spread> spreads(List<Row> rows) {
    Map<Group, Map<String, List<Row>>> byQuantity = new LinkedHashMap<>();
    for (Row row : rows) {
      Optional<Scorer> scorer = Scorer.find(row.profile);
      if (row.headline.isPresent() && scorer.isPresent()) {
        byQuantity
            .computeIfAbsent(row.group, group -> new TreeMap<>())
            .computeIfAbsent(quantity(row, scorer.get()), quantity -> new ArrayList<>())
            .add(row);
      }
    }
    List<Spread> spreads = new ArrayList<>();
    byQuantity.forEach(
        (group, quantities) ->
            quantities.forEach(
                (quantity, ofQuantity) -> {
                  if (ofQuantity.size() > 1) {
                    spreads.add(spread(group, quantity, ofQuantity));
                  }
                }));
    return spreads;
  }

  /** Scores over the first n tokens and over whole outputs are not of the same outputs. */
  private static String quantity(Row row, Scorer scorer) {
    int at = row.profile.lastIndexOf('@');
    return scorer.quantity() + (at < 0 ? "" : row.profile.substring(at));
  }

  private static Spread spread(Group group, String quantity, List<Row> rows) {
    List<Row> sorted = rows.stream().sorted(Comparator.comparingDouble(Rescoring::share)).toList();
    Row lowest = sorted.get(0);
    Row highest = sorted.get(sorted.size() - 1);
    return new Spread(
        group,
        quantity,
        rows.size(),
        lowest.profile,
        share(lowest),
        highest.profile,
        share(highest));
  }

  private static double share(Row row) {
    return row.headline.orElseThrow().mean() / Scorer.find(row.profile).orElseThrow().best();
  }
}
