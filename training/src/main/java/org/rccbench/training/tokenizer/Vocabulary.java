package org.rccbench.training.tokenizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tokens by id, and the merges that made them, in the order of their use. */
final class Vocabulary {
  /** Special tokens; their ids are their places. */
  static final List<String> SPECIAL = List.of("<|endoftext|>", "<|padding|>");

  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final List<String> tokens = new ArrayList<>();
  private final List<String> merges = new ArrayList<>();

  /** The special tokens and the bytes. */
  Vocabulary() {
    SPECIAL.forEach(this::add);
    ByteAlphabet.symbols().forEach(this::add);
  }

  private int add(String token) {
    return ids.computeIfAbsent(
        token,
        added -> {
          tokens.add(added);
          return tokens.size() - 1;
        });
  }

  /**
   * Joins two tokens; the same token may come from two pairs.
   *
   * @return the id of the joined token
   */
  int merge(int left, int right) {
    merges.add(tokens.get(left) + " " + tokens.get(right));
    return add(tokens.get(left) + tokens.get(right));
  }

  int size() {
    return tokens.size();
  }

  int id(String token) {
    return ids.get(token);
  }

  /** Ids by token, ascending. */
  Map<String, Integer> ids() {
    return ids;
  }

  /** Pairs of tokens with a space between, the first one to be joined first. */
  List<String> merges() {
    return merges;
  }
}
