package org.rccbench.training;

import java.util.Locale;

/** What a row is made for. */
enum Task {
  LANGUAGE_MODEL,
  RECONSTRUCTION,
  CONTINUATION,
  PASSKEY,
  QUESTION_ANSWERING;

  /** The name in log.jsonl. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
