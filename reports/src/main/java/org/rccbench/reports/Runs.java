package org.rccbench.reports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.SampleLine;

/** Several runs as one: a model's name that more than one of them has gets its run's before it. */
final class Runs {
  private Runs() {}

  /**
   * Reads them.
   *
   * @param profiles profiles whose scores are kept; empty for all that the runs have
   */
  static RunData read(List<Path> folders, List<String> profiles) {
    List<RunData> runs = folders.stream().map(folder -> read(folder, profiles)).toList();
    if (runs.size() == 1) {
      return runs.get(0);
    }
    Set<String> shared = shared(runs);
    if (!shared.isEmpty()) {
      requireNames(folders);
    }
    List<SampleLine> samples = new ArrayList<>();
    List<Measurement> measurements = new ArrayList<>();
    Map<String, String> kinds = new TreeMap<>();
    for (int i = 0; i < runs.size(); i++) {
      String run = name(folders.get(i));
      RunData data = runs.get(i);
      data.samples().forEach(line -> samples.add(named(line, name(run, line.model(), shared))));
      data.measurements()
          .forEach(point -> measurements.add(named(point, name(run, point.model(), shared))));
      data.kinds().forEach((model, kind) -> kinds.put(name(run, model, shared), kind));
    }
    return new RunData(
        samples,
        measurements,
        kinds,
        runs.get(0).bootstrapSeed(),
        runs.stream().allMatch(RunData::complete));
  }

  private static RunData read(Path folder, List<String> profiles) {
    RunData read = RunData.read(folder);
    return profiles.isEmpty()
        ? read
        : read.withSamples(new ChosenProfiles(profiles).of(read, folder));
  }

  private static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /** A model that several runs have is told apart by its run's name. */
  private static void requireNames(List<Path> folders) {
    Set<String> names = new HashSet<>();
    for (Path folder : folders) {
      if (!names.add(name(folder))) {
        throw new IllegalArgumentException(
            "two runs are named \""
                + name(folder)
                + "\" and have a model in common; rename a folder, else they would be taken for one");
      }
    }
  }

  private static Set<String> shared(List<RunData> runs) {
    Set<String> seen = new HashSet<>();
    Set<String> shared = new HashSet<>();
    for (RunData run : runs) {
      Set<String> here = new HashSet<>();
      run.samples().forEach(line -> here.add(line.model()));
      run.measurements().forEach(point -> here.add(point.model()));
      here.stream().filter(model -> !seen.add(model)).forEach(shared::add);
    }
    return shared;
  }

  private static String name(String run, String model, Set<String> shared) {
    return shared.contains(model) ? run + ": " + model : model;
  }

  private static SampleLine named(SampleLine line, String model) {
    return new SampleLine(
        line.sample(),
        line.key(),
        line.task(),
        line.version(),
        model,
        line.trained(),
        line.mode(),
        line.cell(),
        line.context(),
        line.prompt(),
        line.output(),
        line.outputIds(),
        line.extracted(),
        line.references(),
        line.scores(),
        line.details(),
        line.flags(),
        line.ledger(),
        line.outcome(),
        line.why(),
        line.measured());
  }

  private static Measurement named(Measurement point, String model) {
    return new Measurement(
        model,
        point.kind(),
        point.source(),
        point.trained(),
        point.arithmetic(),
        point.device(),
        point.rate(),
        point.tokens(),
        point.idle(),
        point.peak(),
        point.weightBytes(),
        point.kvBytes(),
        point.levelBytes(),
        point.encodeNanos(),
        point.contextPrefillNanos(),
        point.promptPrefillNanos(),
        point.decodeNanos(),
        point.decodedTokens(),
        point.flags(),
        point.outcome(),
        point.why(),
        point.provenance());
  }
}
