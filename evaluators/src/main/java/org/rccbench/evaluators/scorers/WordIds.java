package org.rccbench.evaluators.scorers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for words, so that comparing two costs nothing. */
final class WordIds {
  private final Map<Object, Integer> ids = new HashMap<>();

  int[] of(List<?> words) {
    return words.stream().mapToInt(word -> ids.computeIfAbsent(word, w -> ids.size())).toArray();
  }

  int size() {
    return ids.size();
  }
}
