package org.rccbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.MeasurementLog;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.RunFolder;
import org.rccbench.evaluators.results.RunRecord;

/**
 * Takes HuggingFace's memory curve into a run whose own curves were measured on the same machine,
 * with the same shape and number type. All reports are checked before the first is written.
 */
final class PeerCurve {
  private static final String MODEL = PeerReport.MODEL;

  /** Where hf_memory.py measures: memory of a GPU is another thing. */
  private static final String CPU = "cpu";

  private final Path run;
  private final RunRecord record;
  private final SortedMap<Long, Measurement> there = new TreeMap<>();
  private final List<Own> own = new ArrayList<>();

  /** A curve of the run's: the cache that a token takes, by the growth from end to end. */
  private record Own(String model, long bytesPerToken, boolean trained) {}

  private PeerCurve(Path run, RunRecord record) {
    this.run = run;
    this.record = record;
  }

  /**
   * Adds the reports' points to the run's measurements.jsonl.
   *
   * @return the points added, by their length
   * @throws IllegalArgumentException if a report does not fit the run
   * @throws IllegalStateException if the folder is no finished run, or is being written
   */
  static List<Measurement> add(Path run, List<PeerReport> reports) throws IOException {
    if (!Files.isDirectory(run)) {
      throw new NotDirectoryException(run + " is no run folder");
    }
    try (RunFolder folder = RunFolder.hold(run)) {
      PeerCurve curve = new PeerCurve(folder.path(), finished(folder.path()));
      curve.readPoints();
      List<Measurement> points = curve.checked(reports);
      try (MeasurementLog log = MeasurementLog.open(run)) {
        points.forEach(log::append);
      }
      return points;
    }
  }

  private static RunRecord finished(Path run) {
    RunRecord record =
        RunRecord.read(run)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        run + " has no " + RunRecord.FILE + "; name the folder of a run"));
    if (record.finished() == null) {
      throw new IllegalStateException(
          run + " is not finished; go on with it first, by the command that began it and --out");
    }
    if (record.models().containsKey(MODEL)) {
      throw new IllegalStateException(
          run + " has a model of its own that is called " + MODEL + "; name it otherwise");
    }
    return record;
  }

  private void readPoints() {
    SortedMap<String, List<Measurement>> curves = new TreeMap<>();
    if (Files.exists(run.resolve(MeasurementLog.FILE))) {
      for (Measurement point : MeasurementLog.read(run)) {
        curves.computeIfAbsent(point.model(), m -> new ArrayList<>()).add(point);
      }
    }
    for (Measurement point : curves.getOrDefault(MODEL, List.of())) {
      if (!point.byPeer()) {
        throw new IllegalStateException(
            run + " has a curve of its own that is called " + MODEL + "; name it otherwise");
      }
      there.put(point.tokens(), point);
    }
    curves.remove(MODEL);
    curves.values().forEach(points -> own(points).ifPresent(own::add));
    if (own.isEmpty()) {
      throw new IllegalStateException(
          run
              + " has no memory curve of two points or more on the CPU to stand beside; a suite with curves"
              + " makes one, as reproduce does");
    }
  }

  /** Empty where the curve tells nothing about the cache. */
  private static Optional<Own> own(List<Measurement> points) {
    List<Measurement> measured =
        points.stream()
            .filter(p -> CPU.equals(p.device()))
            .filter(p -> p.outcome() == Outcome.SCORED && p.kvBytes() != null && p.rate() > 0)
            .sorted(Comparator.comparingLong(Measurement::tokens))
            .toList();
    if (measured.size() < 2) {
      return Optional.empty();
    }
    Measurement first = measured.get(0);
    Measurement last = measured.get(measured.size() - 1);
    // of rcc one position is rate tokens, and what is added at both ends is the same
    double growth = (double) (last.kvBytes() - first.kvBytes()) / (last.tokens() - first.tokens());
    return Optional.of(new Own(first.model(), Math.round(growth * first.rate()), first.trained()));
  }

  private List<Measurement> checked(List<PeerReport> reports) {
    TreeSet<Long> lengths = new TreeSet<>(there.keySet());
    List<Measurement> points = new ArrayList<>();
    for (PeerReport report : reports) {
      requireMachine(report);
      Measurement point = report.measurement(match(report).trained());
      requireAlike(there.isEmpty() ? points : List.copyOf(there.values()), point);
      if (!lengths.add(point.tokens())) {
        throw new IllegalArgumentException(
            "there is a point of "
                + MODEL
                + " at "
                + point.tokens()
                + " tokens already, in the run or in a file before; each length once");
      }
      points.add(point);
    }
    return points.stream().sorted(Comparator.comparingLong(Measurement::tokens)).toList();
  }

  private void requireMachine(PeerReport report) {
    String cpu = record.machine().get("cpu");
    String family = record.machine().get("cpuFamily");
    String model = record.machine().get("cpuModel");
    String measured = report.cpu();
    // a run of an earlier version knows the name alone
    boolean nameAlone = family == null || model == null;
    boolean same =
        nameAlone
            ? measured.replaceFirst("( family [0-9]+)?( model [0-9]+)?$", "").equals(cpu)
            : measured.equals(cpu + " family " + family + " model " + model);
    if (!same) {
      throw new IllegalArgumentException(
          "measured on \""
              + measured
              + "\", the run on \""
              + cpu
              + (family == null ? "" : " family " + family)
              + (model == null ? "" : " model " + model)
              + "\"; measure both on one machine");
    }
  }

  private Own match(PeerReport report) {
    return own.stream()
        .filter(curve -> curve.bytesPerToken() == report.bytesPerToken())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the model "
                        + report.source()
                        + " in "
                        + report.dtype()
                        + " has "
                        + report.bytesPerToken()
                        + " bytes of keys and values a token, the run's curves have "
                        + String.join(
                            ", ",
                            own.stream()
                                .map(c -> c.bytesPerToken() + " (" + c.model() + ")")
                                .toList())
                        + "; measure a model of the run's shape and --dtype"));
  }

  private static void requireAlike(List<Measurement> earlier, Measurement point) {
    if (earlier.isEmpty()) {
      return;
    }
    Measurement first = earlier.get(0);
    if (!words(first).equals(words(point))) {
      throw new IllegalArgumentException(
          "the point at "
              + point.tokens()
              + " tokens is of "
              + words(point)
              + ", the one at "
              + first.tokens()
              + " of "
              + words(first)
              + "; a curve has one of each");
    }
  }

  private static String words(Measurement point) {
    return point.source() + " in " + point.arithmetic() + ", " + point.provenance();
  }
}
