package org.rccbench.reports;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rccbench.evaluators.results.SampleLine;

/** The profile that stands for a task where there is room for one number only. */
final class Profiles {
  /**
   * The paper's: BLEU-4 of ids, pass keys as Landmark Attention reads them, LongBench's F1; and
   * RULER's.
   */
  private static final List<String> HEADLINES =
      List.of("bleu4-ids-nltk-method1", "passkey-landmark", "longbench-qa-f1", "ruler-all");

  private Profiles() {}

  /** The headline of these samples: over the most tokens, where it comes at several lengths. */
  static Optional<String> headline(List<SampleLine> lines) {
    return headlines(lines).max(Comparator.comparingLong(Profiles::length));
  }

  private static Stream<String> headlines(List<SampleLine> lines) {
    return Averages.profiles(lines).stream().filter(Profiles::isHeadline);
  }

  static boolean isHeadline(String profile) {
    return HEADLINES.contains(base(profile));
  }

  private static String base(String profile) {
    int at = profile.lastIndexOf('@');
    return at < 0 ? profile : profile.substring(0, at);
  }

  private static long length(String profile) {
    int at = profile.lastIndexOf('@');
    String length = profile.substring(at + 1);
    return at >= 0 && length.matches("[0-9]{1,9}") ? Long.parseLong(length) : 0;
  }
}
