package org.rccbench.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A sentence with slots, such as {@code {person} settled in {town} last year.} */
final class Phrase {
  private final String source;
  private final List<String> literals = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();

  Phrase(String source) {
    this.source = source;
    int at = 0;
    for (int open = source.indexOf('{'); open >= 0; open = source.indexOf('{', at)) {
      int close = source.indexOf('}', open);
      literals.add(source.substring(at, open));
      slots.add(Slot.named(source.substring(open + 1, close)));
      at = close + 1;
    }
    literals.add(source.substring(at));
  }

  /** The slots in the order of the text. */
  List<Slot> slots() {
    return slots;
  }

  /** Appends the sentence, its first letter in upper case. */
  void append(StringBuilder to, SlotValues values) {
    int start = to.length();
    fill(to, values);
    to.setCharAt(start, Character.toUpperCase(to.charAt(start)));
  }

  private void fill(StringBuilder to, SlotValues values) {
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      to.append(literals.get(i)).append(Objects.requireNonNull(values.get(slot), slot::name));
    }
    to.append(literals.get(slots.size()));
  }

  /** A part of a sentence, as it is written. */
  String part(SlotValues values) {
    StringBuilder text = new StringBuilder();
    fill(text, values);
    return text.toString();
  }

  /** The whole sentence. */
  String text(SlotValues values) {
    StringBuilder text = new StringBuilder();
    append(text, values);
    return text.toString();
  }

  /** The phrase as it is written, with braces. */
  @Override
  public String toString() {
    return source;
  }
}
