package org.rccbench.reports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;

/**
 * The samples that a page keeps: all if they are few enough, else every miss and every flip, and of
 * the rest as many as there is room for, drawn by a hash of seed and key, so that the draw does not
 * depend on the order of lines.
 */
final class ChosenSamples {
  private static final double SOLVED = 0.5;

  /** The lines themselves: in a report of several runs two lines may have one key. */
  private final Set<SampleLine> flips = Collections.newSetFromMap(new IdentityHashMap<>());

  private final List<SampleLine> kept = new ArrayList<>();
  private final String note;

  ChosenSamples(RunData run, int most) {
    findFlips(run);
    List<SampleLine> rest = new ArrayList<>();
    for (SampleLine line : run.samples()) {
      (isMiss(line) || isFlip(line) ? kept : rest).add(line);
    }
    int all = kept.size() + rest.size();
    int telling = kept.size();
    int room = Math.max(0, most - telling);
    if (rest.size() > room) {
      rest.sort(Comparator.comparing(line -> draw(run.bootstrapSeed(), line.key())));
    }
    kept.addAll(rest.subList(0, Math.min(room, rest.size())));
    note =
        kept.size() == all
            ? "All " + all + " samples of the run."
            : kept.size()
                + " of "
                + all
                + " samples of the run: all "
                + telling
                + " misses and flips, and "
                + (kept.size() - telling)
                + " of the other "
                + rest.size()
                + ", drawn with seed "
                + run.bootstrapSeed()
                + ". The tables count all.";
  }

  /** Both sides of a flip are kept. */
  private void findFlips(RunData run) {
    for (String task : run.samples().stream().map(SampleLine::task).distinct().toList()) {
      List<SampleLine> lines = run.samplesOf(task);
      for (List<SampleLine> candidate : PaperTables.byModelModeAndGroup(lines)) {
        Profiles.headline(candidate)
            .flatMap(profile -> UncompressedModel.beside(lines, run.kinds(), candidate, profile))
            .ifPresent(full -> candidate.forEach(line -> compare(line, full)));
      }
    }
  }

  private void compare(SampleLine line, UncompressedModel full) {
    full.answer(line)
        .filter(other -> score(line).isPresent() && isSolved(other) != isSolved(line))
        .ifPresent(
            other -> {
              flips.add(line);
              flips.add(other);
            });
  }

  /** The score in the line's own headline profile: tasks of one name may score other lengths. */
  OptionalDouble score(SampleLine line) {
    return line.outcome() == Outcome.SCORED
        ? Profiles.headline(List.of(line)).stream()
            .mapToDouble(name -> line.scores().get(name))
            .findFirst()
        : OptionalDouble.empty();
  }

  private boolean isSolved(SampleLine line) {
    return score(line).orElse(0) >= SOLVED;
  }

  /** Not scored, or scored under a half; without a headline nothing tells. */
  boolean isMiss(SampleLine line) {
    return line.outcome() != Outcome.SCORED || (score(line).isPresent() && !isSolved(line));
  }

  boolean isFlip(SampleLine line) {
    return flips.contains(line);
  }

  List<SampleLine> kept() {
    return List.copyOf(kept);
  }

  /** Which samples are there, in words. */
  String note() {
    return note;
  }

  private static String draw(long seed, String key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha.digest((seed + "/" + key).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
