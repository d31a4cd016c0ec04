package org.rccbench.evaluators.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.PairedScores;

/**
 * The samples of two systems, one task and one mode each, laid side by side by {@code sample}.
 *
 * @param profile the profile whose scores are paired
 * @param pairs samples scored on both sides
 * @param unpaired samples that one side lacks or failed
 * @param skippedByBoth samples that both sides skipped
 */
record Pairing(String profile, List<Paired> pairs, List<Unpaired> unpaired, int skippedByBoth) {

  /**
   * One sample, scored on both sides.
   *
   * @param line the candidate's line
   * @param scores both scores
   */
  record Paired(SampleLine line, PairedScores.Pair scores) {}

  /**
   * Pairs by {@code sample}. One of which a side has two lines, which were decoded or cut in two
   * ways, is unpaired.
   */
  static Pairing of(List<SampleLine> baseline, List<SampleLine> candidate, String profile) {
    Map<String, List<SampleLine>> before = bySample(baseline);
    Map<String, List<SampleLine>> after = bySample(candidate);
    Pairing pairing = new Pairing(profile, new ArrayList<>(), new ArrayList<>(), 0);
    int skippedByBoth = 0;
    TreeSet<String> samples = new TreeSet<>(before.keySet());
    samples.addAll(after.keySet());
    for (String sample : samples) {
      List<SampleLine> ofBaseline = before.getOrDefault(sample, List.of());
      List<SampleLine> ofCandidate = after.getOrDefault(sample, List.of());
      if (ofBaseline.size() > 1 || ofCandidate.size() > 1) {
        pairing.leaveOut(ofBaseline, ofCandidate);
      } else {
        skippedByBoth += pairing.add(only(ofBaseline), only(ofCandidate)) ? 0 : 1;
      }
    }
    return new Pairing(profile, pairing.pairs, pairing.unpaired, skippedByBoth);
  }

  private static Map<String, List<SampleLine>> bySample(List<SampleLine> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(SampleLine::sample, LinkedHashMap::new, Collectors.toList()));
  }

  private static SampleLine only(List<SampleLine> lines) {
    return lines.isEmpty() ? null : lines.get(0);
  }

  private void leaveOut(List<SampleLine> baseline, List<SampleLine> candidate) {
    SampleLine known = candidate.isEmpty() ? baseline.get(0) : candidate.get(0);
    unpaired.add(
        new Unpaired(
            known.sample(),
            known.task(),
            new TreeMap<>(known.cell()),
            why(baseline),
            why(candidate)));
  }

  /** Why one side has no score to compare, or null where it has one. */
  private String why(List<SampleLine> lines) {
    if (lines.size() > 1) {
      return "several lines of this sample, with keys "
          + String.join(", ", lines.stream().map(SampleLine::key).toList())
          + ": it was decoded or cut in several ways, so that nothing says which to compare";
    }
    return score(only(lines)).isPresent() ? null : why(only(lines));
  }

  /** Whether the sample says anything: what both skipped was asked of none. */
  private boolean add(SampleLine baseline, SampleLine candidate) {
    OptionalDouble before = score(baseline);
    OptionalDouble after = score(candidate);
    SampleLine known = candidate == null ? baseline : candidate;
    if (before.isPresent() && after.isPresent()) {
      pairs.add(
          new Paired(
              candidate,
              new PairedScores.Pair(
                  candidate.context(), before.getAsDouble(), after.getAsDouble())));
      return true;
    }
    if (isSkipped(baseline) && isSkipped(candidate)) {
      return false;
    }
    unpaired.add(
        new Unpaired(
            known.sample(),
            known.task(),
            new TreeMap<>(known.cell()),
            before.isPresent() ? null : why(baseline),
            after.isPresent() ? null : why(candidate)));
    return true;
  }

  private static boolean isSkipped(SampleLine line) {
    return line != null && line.outcome() == Outcome.SKIPPED && !line.hasAnswer();
  }

  private String why(SampleLine line) {
    if (line == null) {
      return "no such sample";
    }
    return line.hasAnswer() ? "no number of " + profile : line.outcome().word() + ": " + line.why();
  }

  private OptionalDouble score(SampleLine line) {
    Double score =
        line == null || line.outcome() != Outcome.SCORED ? null : line.scores().get(profile);
    return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
  }
}
