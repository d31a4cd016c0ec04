package org.rccbench.datasets;

import java.util.List;

/**
 * The wordings of one fact or question: four in five to train on, the last fifth kept for tests.
 */
final class Wordings {
  private static final int FIFTH = 5;

  private final List<Phrase> seen;
  private final List<Phrase> unseen;

  private Wordings(List<Phrase> all) {
    int kept = all.size() / FIFTH;
    if (kept * FIFTH != all.size() || kept == 0) {
      throw new IllegalArgumentException("wordings come in fives, these are " + all.size());
    }
    this.seen = all.subList(0, all.size() - kept);
    this.unseen = all.subList(all.size() - kept, all.size());
  }

  /** One wording a line. */
  static Wordings of(String lines) {
    return new Wordings(lines.lines().map(Phrase::new).toList());
  }

  List<Phrase> of(Paraphrases which) {
    return which == Paraphrases.SEEN ? seen : unseen;
  }

  /** One draw, whichever are asked for. */
  Phrase pick(Draws draws, Paraphrases which) {
    return draws.pick(of(which));
  }

  /** All wordings, one a line, those for tests last. */
  @Override
  public String toString() {
    return seen + "\n" + unseen;
  }
}
