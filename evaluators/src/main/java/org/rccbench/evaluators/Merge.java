package org.rccbench.evaluators;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rccbench.evaluators.results.CanonicalSamples;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.MeasurementLog;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.RunFolder;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.results.SampleLine;

/**
 * Makes one run of several of the same suite, such as parts that several machines ran. What failed
 * in one and not in another did not fail; what two have done must be the same to the byte.
 */
public final class Merge {
  private final SortedMap<String, SortedMap<String, Object>> models = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Object>> datasets = new TreeMap<>();
  private final Map<String, SampleLine> samples = new LinkedHashMap<>();
  private final Map<String, Measurement> points = new LinkedHashMap<>();
  private final List<Path> runs;
  private final List<RunRecord> records;

  private Merge(List<Path> runs) {
    this.runs = runs;
    this.records = runs.stream().map(Merge::record).toList();
  }

  /**
   * What a merge has.
   *
   * @param samples samples, each once
   * @param failed those that failed in every run that has them
   * @param points points of curves, each once
   * @param finished whether one of the runs had come to its end, and so the merged one has
   */
  public record Summary(long samples, long failed, long points, boolean finished) {}

  /**
   * Merges run folders into a new one, whose samples.jsonl is in the canonical form.
   *
   * @param runs at least one; where two have measured the same point of a curve the first counts,
   *     and one that was measured before one that was skipped or broke
   * @param to made if it is missing; must hold no run
   * @throws IllegalStateException if a folder holds no run, the suites, models or data differ, or
   *     two runs tell different things of one sample
   */
  public static Summary of(List<Path> runs, Path to) {
    Merge merge = new Merge(List.copyOf(runs));
    merge.collect();
    return merge.write(to);
  }

  private static RunRecord record(Path run) {
    return RunRecord.read(run)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    run + " has no " + RunRecord.FILE + "; name the folders of runs"));
  }

  private void collect() {
    for (int i = 0; i < runs.size(); i++) {
      RunRecord record = records.get(i);
      if (!record.suiteSha256().equals(records.get(0).suiteSha256())) {
        throw new IllegalStateException(
            runs.get(i)
                + " is a run of another suite than "
                + runs.get(0)
                + " (sha256 "
                + record.suiteSha256()
                + ", "
                + records.get(0).suiteSha256()
                + "); only runs of the same suite make one run");
      }
      requireSameTokenizer(runs.get(i), record);
      addCards(models, record.models(), Identity.MODEL);
      addCards(datasets, record.datasets(), Identity.DATA);
      for (SampleLine line : Journal.readIfAny(runs.get(i))) {
        add(line, runs.get(i));
      }
      if (Files.exists(runs.get(i).resolve(MeasurementLog.FILE))) {
        MeasurementLog.read(runs.get(i)).forEach(this::add);
      }
    }
  }

  private void requireSameTokenizer(Path run, RunRecord record) {
    SortedMap<String, Object> first = records.get(0).tokenizer();
    if (!Objects.equals(first, record.tokenizer())) {
      throw new IllegalStateException(
          run
              + " counts in another tokenizer than "
              + runs.get(0)
              + " ("
              + record.tokenizer()
              + ", "
              + first
              + "); only runs of the same texts make one run");
    }
  }

  private static void addCards(
      SortedMap<String, SortedMap<String, Object>> all,
      SortedMap<String, SortedMap<String, Object>> more,
      Identity identity) {
    more.forEach(
        (name, card) -> {
          identity.requireSame(name, all.get(name), card);
          all.put(name, card);
        });
  }

  private void add(SampleLine line, Path run) {
    SampleLine before = samples.putIfAbsent(line.key(), line);
    if (before == null || line.outcome() == Outcome.FAILED) {
      return;
    }
    if (before.outcome() == Outcome.FAILED) {
      samples.put(line.key(), line);
    } else if (!Arrays.equals(
        CanonicalSamples.of(List.of(before)), CanonicalSamples.of(List.of(line)))) {
      throw new IllegalStateException(
          run
              + " tells something else of sample "
              + line.key()
              + " (task "
              + line.task()
              + ", model "
              + line.model()
              + ") than an earlier run of this merge; one of the two machines computes differently:"
              + " merge only one of them");
    }
  }

  private void add(Measurement point) {
    points.merge(
        point.tokens() + " " + point.model(),
        point,
        (before, now) -> told(now) > told(before) ? now : before);
  }

  /**
   * How much a point tells: running out of memory is a result like a reading; what was not tried
   * tells more than what broke, and less than a reading of which the time broke alone.
   */
  private static int told(Measurement point) {
    if (point.outcome() == Outcome.SKIPPED) {
      return 1;
    }
    return !point.broken() ? 3 : point.outcome() == Outcome.SCORED ? 2 : 0;
  }

  private Summary write(Path to) {
    try (RunFolder folder = RunFolder.hold(to)) {
      for (String file :
          List.of(RunRecord.FILE, Journal.FILE, Journal.PACKED, MeasurementLog.FILE)) {
        if (Files.exists(to.resolve(file))) {
          throw new IllegalStateException(
              to + " already holds a run (" + file + "); merge into a new folder");
        }
      }
      RunRecord record = record();
      record.write(folder.path());
      CanonicalSamples.write(List.copyOf(samples.values()), to.resolve(Journal.FILE));
      if (!points.isEmpty()) {
        try (MeasurementLog log = MeasurementLog.open(to.resolve(MeasurementLog.FILE))) {
          points.values().forEach(log::append);
        }
      }
      long failed = samples.values().stream().filter(l -> l.outcome() == Outcome.FAILED).count();
      return new Summary(samples.size(), failed, points.size(), record.finished() != null);
    }
  }

  private RunRecord record() {
    RunRecord first = records.get(0);
    SortedMap<String, String> scorers = new TreeMap<>();
    records.forEach(record -> scorers.putAll(record.scorers()));
    Set<String> flags = new LinkedHashSet<>();
    records.forEach(record -> flags.addAll(record.jvmFlags()));
    return new RunRecord(
        first.suite(),
        first.suiteSha256(),
        first.tokenizer(),
        models,
        datasets,
        first.seeds(),
        scorers,
        joined(records.stream().map(RunRecord::versions)),
        joined(records.stream().map(RunRecord::machine)),
        List.copyOf(flags),
        commit(),
        records.stream().map(RunRecord::started).sorted().findFirst().orElseThrow(),
        records.stream()
            .map(RunRecord::finished)
            .filter(time -> time != null)
            .sorted()
            .reduce((a, b) -> b)
            .orElse(null));
  }

  /** One commit, or all of them. */
  private String commit() {
    List<String> commits =
        records.stream().map(RunRecord::commit).filter(c -> c != null).distinct().toList();
    return commits.isEmpty() ? null : String.join(" | ", commits);
  }

  /** Values that differ stand side by side. */
  private static SortedMap<String, String> joined(Stream<SortedMap<String, String>> maps) {
    SortedMap<String, Set<String>> values = new TreeMap<>();
    maps.forEach(
        map ->
            map.forEach(
                (key, value) ->
                    values.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(value)));
    SortedMap<String, String> joined = new TreeMap<>();
    values.forEach((key, all) -> joined.put(key, String.join(" | ", all)));
    return joined;
  }
}
