package org.rccbench.datasets;

import java.util.Locale;

/**
 * Which wordings a text is made of. Of every five wordings of a fact or of a question the last is
 * kept out of training and validation, so that a test can ask in words that were never trained on.
 */
public enum Paraphrases {
  /** The four in five that training uses, too. */
  SEEN,
  /** The one in five that is kept for tests. */
  UNSEEN;

  /** The name on the command line and in records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
