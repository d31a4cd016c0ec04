package org.rccbench.reports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.MeasurementLog;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Resampling;

/**
 * All that a report is made from, in an order of its own.
 *
 * @param samples lines of samples.jsonl by key
 * @param measurements points of measurements.jsonl
 * @param kinds kind of each model, where run.json tells it
 * @param bootstrapSeed seed of the intervals, so that a report drawn again is the same
 * @param complete whether run.json says that the run came to its end
 */
record RunData(
    List<SampleLine> samples,
    List<Measurement> measurements,
    Map<String, String> kinds,
    long bootstrapSeed,
    boolean complete) {

  RunData {
    samples = samples.stream().sorted(Comparator.comparing(SampleLine::key)).toList();
    measurements = measurements.stream().sorted(MemoryTable.ORDER).toList();
    kinds = Map.copyOf(kinds);
  }

  /** Reads what is there; a file that is missing gives nothing. */
  static RunData read(Path folder) {
    Path curve = folder.resolve(MeasurementLog.FILE);
    Optional<RunRecord> record = RunRecord.read(folder);
    return new RunData(
        Journal.readIfAny(folder),
        Files.exists(curve) ? MeasurementLog.read(curve) : List.of(),
        record.map(RunData::kinds).orElse(Map.of()),
        record.map(r -> r.seeds().get(Resampling.SEED)).orElse(Resampling.DEFAULT_SEED),
        record.isPresent() && record.get().finished() != null);
  }

  private static Map<String, String> kinds(RunRecord record) {
    Map<String, String> kinds = new TreeMap<>();
    record
        .models()
        .forEach(
            (model, card) -> {
              if (card.get("kind") instanceof String kind) {
                kinds.put(model, kind);
              }
            });
    return kinds;
  }

  /** The same run with other samples. */
  RunData withSamples(List<SampleLine> others) {
    return new RunData(others, measurements, kinds, bootstrapSeed, complete);
  }

  /** How the run's intervals are drawn. */
  Resampling resampling() {
    return Resampling.seeded(bootstrapSeed);
  }

  /** The samples of one task. */
  List<SampleLine> samplesOf(String task) {
    return samples.stream().filter(line -> line.task().equals(task)).toList();
  }
}
