package org.rccbench.evaluators.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rccbench.evaluators.comparison.RunComparison.CellMatch;
import org.rccbench.evaluators.comparison.RunComparison.Match;
import org.rccbench.evaluators.comparison.RunComparison.Reach;
import org.rccbench.evaluators.comparison.RunComparison.Settings;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.evaluators.statistics.Comparison;
import org.rccbench.evaluators.statistics.EffectiveContext;
import org.rccbench.evaluators.statistics.Headline;
import org.rccbench.evaluators.statistics.PairedScores;

/** Makes a {@link RunComparison}: pairs models, tasks, modes and samples, then compares. */
final class Comparing {
  private final ComparedRun baseline;
  private final ComparedRun candidate;
  private final Settings settings;
  private final List<Open> open = new ArrayList<>();
  private final SortedMap<String, Reach> reaches = new TreeMap<>();
  private final List<String> lacking = new ArrayList<>();

  Comparing(ComparedRun baseline, ComparedRun candidate, Settings settings) {
    this.baseline = baseline;
    this.candidate = candidate;
    this.settings = settings;
  }

  /**
   * Two systems whose samples are paired, and not yet compared.
   *
   * @param baseline the baseline
   * @param candidate the candidate
   * @param pairing their samples
   */
  private record Open(Rescoring.Group baseline, Rescoring.Group candidate, Pairing pairing) {
    boolean hasPairs() {
      return !pairing.pairs().isEmpty();
    }

    PairedScores scores() {
      return PairedScores.of(
          pairing.pairs().stream().map(Pairing.Paired::scores).toList(),
          Headline.best(pairing.profile()));
    }
  }

  RunComparison compare() {
    settings.profiles().stream()
        .filter(profile -> !baseline.hasScoresOf(profile) && !candidate.hasScoresOf(profile))
        .forEach(Comparing::requireKnown);
    models().forEach(this::tasks);
    if (open.isEmpty()) {
      throw new IllegalArgumentException(
          baseline.name()
              + " and "
              + candidate.name()
              + " have nothing to compare: "
              + String.join("; ", lacking));
    }
    List<PairedScores> scores = open.stream().filter(Open::hasPairs).map(Open::scores).toList();
    List<Comparison> results = Comparison.of(scores, settings.margin(), settings.resampling());
    List<Match> matches = new ArrayList<>();
    int next = 0;
    for (Open one : open) {
      matches.add(match(one, one.hasPairs() ? Optional.of(results.get(next++)) : Optional.empty()));
    }
    return new RunComparison(matches, List.copyOf(reaches.values()), lacking);
  }

  private static void requireKnown(String profile) {
    int at = profile.indexOf('@');
    Scorer.named(at < 0 ? profile : profile.substring(0, at));
  }

  /** Pairs of model names. */
  private List<Map.Entry<String, String>> models() {
    NavigableSet<String> before = new TreeSet<>(baseline.models().keySet());
    NavigableSet<String> after = new TreeSet<>(candidate.models().keySet());
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    if (before.size() == 1 || after.size() == 1) {
      before.forEach(a -> after.forEach(b -> pairs.add(Map.entry(a, b))));
      return pairs;
    }
    before.stream().filter(after::contains).forEach(model -> pairs.add(Map.entry(model, model)));
    lack("model", before, after);
    return pairs;
  }

  private void lack(String what, NavigableSet<String> before, NavigableSet<String> after) {
    before.stream()
        .filter(name -> !after.contains(name))
        .forEach(name -> lacking.add("B has no " + what + " " + name));
    after.stream()
        .filter(name -> !before.contains(name))
        .forEach(name -> lacking.add("A has no " + what + " " + name));
  }

  private void tasks(Map.Entry<String, String> models) {
    SortedMap<String, List<SampleLine>> before = byTask(baseline.models().get(models.getKey()));
    SortedMap<String, List<SampleLine>> after = byTask(candidate.models().get(models.getValue()));
    lack(
        "task of " + models.getKey() + " and " + models.getValue() + ":",
        new TreeSet<>(before.keySet()),
        new TreeSet<>(after.keySet()));
    before.forEach(
        (task, lines) -> {
          if (after.containsKey(task)) {
            modes(lines, after.get(task));
          }
        });
  }

  private static SortedMap<String, List<SampleLine>> byTask(List<SampleLine> lines) {
    return lines.stream()
        .collect(Collectors.groupingBy(SampleLine::task, TreeMap::new, Collectors.toList()));
  }

  /** The mode of the same name, or the only one: an uncompressed model knows just one. */
  private void modes(List<SampleLine> before, List<SampleLine> after) {
    SortedMap<String, List<SampleLine>> ofBaseline = byMode(before);
    SortedMap<String, List<SampleLine>> ofCandidate = byMode(after);
    if (ofBaseline.size() == 1) {
      List<SampleLine> only = ofBaseline.get(ofBaseline.firstKey());
      ofCandidate.values().forEach(lines -> profiles(only, lines));
    } else if (ofCandidate.size() == 1) {
      List<SampleLine> only = ofCandidate.get(ofCandidate.firstKey());
      ofBaseline.values().forEach(lines -> profiles(lines, only));
    } else {
      lack("mode", new TreeSet<>(ofBaseline.keySet()), new TreeSet<>(ofCandidate.keySet()));
      ofBaseline.forEach(
          (mode, lines) -> {
            if (ofCandidate.containsKey(mode)) {
              profiles(lines, ofCandidate.get(mode));
            }
          });
    }
  }

  private static SortedMap<String, List<SampleLine>> byMode(List<SampleLine> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> Objects.requireNonNullElse(line.mode(), ""),
                TreeMap::new,
                Collectors.toList()));
  }

  private void profiles(List<SampleLine> before, List<SampleLine> after) {
    for (String profile : profiles(before.get(0).task())) {
      List<SampleLine> ofBaseline = StoredOutput.scored(before, profile);
      List<SampleLine> ofCandidate = StoredOutput.scored(after, profile);
      if (ComparedRun.hasScoresOf(ofBaseline, profile)
          || ComparedRun.hasScoresOf(ofCandidate, profile)) {
        add(profile, ofBaseline, ofCandidate);
      } else {
        lacking.add("neither has a score of " + profile + " at task " + before.get(0).task());
      }
    }
  }

  private void add(String profile, List<SampleLine> before, List<SampleLine> after) {
    open.add(
        new Open(
            Rescoring.Group.of(before.get(0)),
            Rescoring.Group.of(after.get(0)),
            Pairing.of(before, after, profile)));
    reach("A", before, profile);
    reach("B", after, profile);
  }

  private NavigableSet<String> profiles(String task) {
    if (!settings.profiles().isEmpty()) {
      return new TreeSet<>(settings.profiles());
    }
    NavigableSet<String> both = new TreeSet<>(baseline.headlines(task));
    both.retainAll(candidate.headlines(task));
    if (both.isEmpty()) {
      throw new IllegalArgumentException(
          "task "
              + task
              + " has the headline "
              + String.join(", ", baseline.headlines(task))
              + " in "
              + baseline.folder()
              + " and "
              + String.join(", ", candidate.headlines(task))
              + " in "
              + candidate.folder()
              + "; give --profile");
    }
    return both;
  }

  private void reach(String side, List<SampleLine> lines, String profile) {
    Rescoring.Group group = Rescoring.Group.of(lines.get(0));
    String key = String.join("\0", side, group.toString(), profile);
    if (!reaches.containsKey(key)) {
      EffectiveContext.of(lines, profile, settings.resampling())
          .ifPresent(context -> reaches.put(key, new Reach(side, group, context)));
    }
  }

  private Match match(Open one, Optional<Comparison> result) {
    SortedMap<String, List<PairedScores.Pair>> rates =
        Coordinates.by(one.pairing.pairs(), Coordinates.RATE);
    return new Match(
        one.baseline,
        one.candidate,
        one.pairing.profile(),
        rates.size() == 1 ? rates.firstKey() : null,
        result,
        cells(one.pairing),
        one.pairing.unpaired(),
        one.pairing.skippedByBoth());
  }

  private List<CellMatch> cells(Pairing pairing) {
    NavigableSet<String> coordinates = new TreeSet<>();
    pairing.pairs().forEach(pair -> coordinates.addAll(pair.line().cell().keySet()));
    coordinates.add(Coordinates.RATE);
    List<CellMatch> cells = new ArrayList<>();
    for (String coordinate : coordinates) {
      SortedMap<String, List<PairedScores.Pair>> values =
          Coordinates.by(pairing.pairs(), coordinate);
      if (values.size() > 1) {
        values.forEach(
            (value, pairs) ->
                cells.add(
                    cell(
                        coordinate,
                        value,
                        PairedScores.of(pairs, Headline.best(pairing.profile())))));
      }
    }
    return cells;
  }

  private CellMatch cell(String coordinate, String value, PairedScores scores) {
    return new CellMatch(coordinate, value, scores, scores.retention(settings.resampling()));
  }
}
