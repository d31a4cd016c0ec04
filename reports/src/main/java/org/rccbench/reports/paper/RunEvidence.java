package org.rccbench.reports.paper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.MeasurementLog;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.evaluators.statistics.Resampling;
import org.rccbench.reports.Coordinates;

/** What the files of a run say, looked up by the roles of a manifest. */
final class RunEvidence {
  private static final double LEVEL = 0.95;

  /** What the card of a model outside this process says in place of a hash that it was not told. */
  private static final String NOT_REPORTED = "not reported";

  private final Map<String, Role> roles;
  private final List<SampleLine> samples;
  private final List<Measurement> points;
  private final Map<String, Card> cards = new TreeMap<>();
  private final long seed;
  private final boolean finished;

  /** What of a model's card is asked here; {@code weights} is null where it does not say. */
  private record Card(String kind, int rate, String weights, int trainedPositions) {}

  private RunEvidence(
      Map<String, Role> roles,
      List<SampleLine> samples,
      List<Measurement> points,
      long seed,
      boolean finished) {
    this.roles = roles;
    this.samples = samples.stream().sorted(Comparator.comparing(SampleLine::key)).toList();
    this.points = points;
    this.seed = seed;
    this.finished = finished;
  }

  /** Reads what is there; a file that is missing measured nothing. */
  static RunEvidence read(Path folder, Map<String, Role> roles) {
    Path curve = folder.resolve(MeasurementLog.FILE);
    Optional<RunRecord> record = RunRecord.read(folder);
    RunEvidence evidence =
        new RunEvidence(
            roles,
            Journal.readIfAny(folder),
            Files.exists(curve) ? MeasurementLog.read(curve) : List.of(),
            record.map(r -> r.seeds().get(Resampling.SEED)).orElse(Resampling.DEFAULT_SEED),
            record.map(r -> r.finished() != null).orElse(true));
    record.ifPresent(r -> r.models().forEach(evidence::addCard));
    return evidence;
  }

  private void addCard(String model, Map<String, Object> card) {
    cards.put(
        model,
        new Card(
            String.valueOf(card.get("kind")),
            card.get("rate") instanceof Number rate ? rate.intValue() : 1,
            card.get("weights") instanceof String w && !w.equals(NOT_REPORTED) ? w : null,
            card.get("trainedPositions") instanceof Number p ? p.intValue() : 0));
  }

  /** Whether all that was planned has been tried; a folder without run.json does not tell. */
  boolean isFinished() {
    return finished;
  }

  /** The same run as if it had asked this model alone. */
  RunEvidence only(String model) {
    RunEvidence one =
        new RunEvidence(
            roles,
            samples.stream().filter(line -> line.model().equals(model)).toList(),
            points.stream().filter(point -> point.model().equals(model)).toList(),
            seed,
            finished);
    one.cards.putAll(cards);
    return one;
  }

  /** All models asked in a task that could play a role, by name or by kind and rate. */
  SortedSet<String> candidates(String task, String role) {
    SortedSet<String> names =
        ofTask(task).stream().map(SampleLine::model).collect(Collectors.toCollection(TreeSet::new));
    SortedSet<String> candidates = new TreeSet<>(role(role).byName(role, names));
    candidates.addAll(kin(role, names));
    return candidates;
  }

  /** The models that play the roles of a measure that could be taken, in the roles' order. */
  List<String> models(Measure measure) {
    return measure.roles().stream()
        .flatMap(role -> played(measure, role).stream().sorted())
        .distinct()
        .toList();
  }

  private Set<String> played(Measure measure, String role) {
    if (measure instanceof Measure.Score score) {
      return players(role, ofTask(score.task()));
    }
    if (measure instanceof Measure.Difference difference) {
      return players(role, ofTask(difference.task()));
    }
    return measure instanceof Measure.TrainedContext ? players(role, samples) : curves(role);
  }

  private List<SampleLine> ofTask(String task) {
    return samples.stream().filter(line -> line.task().equals(task)).toList();
  }

  Resampling resampling() {
    return Resampling.seeded(seed);
  }

  /**
   * The lines of a selection.
   *
   * @throws UnmeasuredException if there are none, or their weights are random
   */
  List<SampleLine> lines(Selection selection) {
    List<SampleLine> ofTask = ofTask(selection.task());
    if (ofTask.isEmpty()) {
      throw UnmeasuredException.notRun("the run has no sample of the task " + selection.task());
    }
    Set<String> models = players(selection.role(), ofTask);
    List<SampleLine> ofModels =
        ofTask.stream().filter(line -> models.contains(line.model())).toList();
    Map<String, String> cell = new TreeMap<>(selection.cell());
    cell.replaceAll((name, value) -> resolved(ofModels, name, value));
    List<SampleLine> lines =
        ofModels.stream()
            .filter(
                line ->
                    cell.entrySet().stream()
                        .allMatch(at -> at.getValue().equals(valueOrNone(line, at.getKey()))))
            .toList();
    if (lines.isEmpty()) {
      throw UnmeasuredException.notRun(
          "no sample of " + selection.role() + " in " + words(cell, ofModels));
    }
    if (!lines.stream().allMatch(SampleLine::trained)) {
      throw UnmeasuredException.notRun("the weights of " + selection.role() + " are random");
    }
    return lines;
  }

  /** As a message tells it: that a coordinate must be absent is news where a sample has it. */
  private static String words(Map<String, String> cell, List<SampleLine> ofModels) {
    Map<String, String> words = new TreeMap<>(cell);
    words.values().removeIf(Selection.NONE::equals);
    String without =
        cell.entrySet().stream()
            .filter(at -> at.getValue().equals(Selection.NONE))
            .map(Map.Entry::getKey)
            .filter(name -> ofModels.stream().anyMatch(l -> Coordinates.value(l, name) != null))
            .collect(Collectors.joining(", "));
    return words + (without.isEmpty() ? "" : " without a " + without);
  }

  private static String valueOrNone(SampleLine line, String coordinate) {
    return Objects.requireNonNullElse(Coordinates.value(line, coordinate), Selection.NONE);
  }

  private static String resolved(List<SampleLine> lines, String name, String value) {
    Comparator<String> bySize = Comparator.comparingDouble(Double::parseDouble);
    boolean shortest = value.equals(Selection.SHORTEST);
    if (!shortest && !value.equals(Selection.LONGEST)) {
      return value;
    }
    List<String> values =
        lines.stream()
            .map(line -> Coordinates.value(line, name))
            .filter(v -> v != null)
            .distinct()
            .sorted(bySize)
            .toList();
    if (values.size() < 2) {
      throw UnmeasuredException.notRun("the run has one " + name + " alone: " + values);
    }
    return values.get(shortest ? 0 : values.size() - 1);
  }

  /**
   * The profile of selections that are compared, with the longest score length that all of them
   * have put in where that is asked.
   */
  String profile(Selection first, Selection... others) {
    String asked = first.profile();
    if (!asked.endsWith("@" + Selection.LONGEST)) {
      return asked;
    }
    String start = asked.substring(0, asked.indexOf('@') + 1);
    Set<String> common = scored(first);
    for (Selection other : others) {
      common.retainAll(scored(other));
    }
    return common.stream()
        .filter(profile -> profile.startsWith(start))
        .max(Comparator.comparingInt(p -> Integer.parseInt(p.substring(start.length()))))
        .orElse(asked);
  }

  private Set<String> scored(Selection selection) {
    return lines(selection).stream()
        .filter(line -> line.outcome() == Outcome.SCORED)
        .flatMap(line -> line.scores().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Points of the curve of a role.
   *
   * @throws UnmeasuredException if there are none
   */
  Curve curve(String role) {
    Set<String> curves = curves(role);
    if (curves.size() > 1) {
      throw UnmeasuredException.notComparable(
          "several curves could be " + role + ": " + String.join(", ", curves));
    }
    List<Measurement> measured =
        points.stream()
            .filter(point -> curves.contains(point.model()))
            .filter(point -> point.outcome() == Outcome.SCORED)
            .toList();
    if (measured.isEmpty()) {
      throw UnmeasuredException.notRun("no point of a memory curve of " + role);
    }
    return new Curve(role, measured);
  }

  private Set<String> curves(String role) {
    SortedSet<String> names =
        points.stream().map(Measurement::model).collect(Collectors.toCollection(TreeSet::new));
    SortedSet<String> kin =
        points.stream()
            .filter(point -> role(role).isPlayedBy(point.kind(), point.rate()))
            .map(Measurement::model)
            .collect(Collectors.toCollection(TreeSet::new));
    return players(role, names, kin);
  }

  /** See {@link Measure.TrainedContext}. */
  Measured trainedContext(String role) {
    Set<String> models = players(role, samples);
    long without = 0;
    long with = Long.MAX_VALUE;
    double limit = 0;
    int seen = 0;
    for (SampleLine line : samples) {
      Card card = cards.get(line.model());
      if (models.contains(line.model())
          && card != null
          && line.ledger() != null
          && line.ledger().get("given") instanceof Number given) {
        boolean beyond = line.flags() != null && line.flags().contains(SampleLine.BEYOND_WINDOW);
        without = beyond ? without : Math.max(without, given.longValue());
        with = beyond ? Math.min(with, given.longValue()) : with;
        limit = (double) card.rate() * card.trainedPositions();
        seen++;
      }
    }
    if (without == 0 || with == Long.MAX_VALUE || !(limit > 0)) {
      throw UnmeasuredException.notRun("no contexts on both sides of the trained positions");
    }
    if (with < without) {
      throw UnmeasuredException.inconclusive(
          "a context of "
              + with
              + " tokens is past the trained positions, one of "
              + without
              + " is not");
    }
    return new Measured(
        without / limit,
        new Interval(without / limit, with / limit, LEVEL, "longest without, shortest with"),
        Optional.empty(),
        new Measured.Behind(seen, seen, 0, 0));
  }

  /** How many different weights these models have. */
  int seeds(Set<String> models) {
    return weights(models).size();
  }

  boolean sameWeights(Set<String> some, Set<String> others) {
    return weights(some).size() == 1 && weights(some).equals(weights(others));
  }

  private Set<String> weights(Set<String> models) {
    return models.stream().map(this::weights).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Weights that are not known are nobody else's. */
  private String weights(String model) {
    Card card = cards.get(model);
    return card == null || card.weights() == null ? "model " + model : card.weights();
  }

  private Set<String> players(String role, List<SampleLine> lines) {
    SortedSet<String> names =
        lines.stream().map(SampleLine::model).collect(Collectors.toCollection(TreeSet::new));
    return players(role, names, kin(role, names));
  }

  private SortedSet<String> kin(String role, SortedSet<String> names) {
    return names.stream()
        .filter(cards::containsKey)
        .filter(name -> role(role).isPlayedBy(cards.get(name).kind(), cards.get(name).rate()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> players(String role, SortedSet<String> names, SortedSet<String> kin) {
    List<String> named = role(role).byName(role, names);
    if (!named.isEmpty()) {
      return Set.copyOf(named);
    }
    if (kin.isEmpty()) {
      throw UnmeasuredException.notRun("the run has no model " + role);
    }
    if (kin.size() > 1) {
      throw UnmeasuredException.notComparable(
          "several models could be "
              + role
              + ": "
              + String.join(", ", kin)
              + "; name one so, or "
              + role
              + "-seed1 and so on");
    }
    return kin;
  }

  private Role role(String role) {
    return roles.get(role);
  }
}
