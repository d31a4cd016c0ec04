package org.rccbench.datasets;

import java.util.EnumMap;

/** What to put into the slots of a phrase. */
final class SlotValues {
  private final EnumMap<Slot, String> values;

  SlotValues() {
    values = new EnumMap<>(Slot.class);
  }

  private SlotValues(SlotValues from) {
    values = new EnumMap<>(from.values);
  }

  /** A copy in which {@code slot} holds {@code value}. */
  SlotValues with(Slot slot, String value) {
    SlotValues copy = new SlotValues(this);
    copy.set(slot, value);
    return copy;
  }

  void set(Slot slot, String value) {
    values.put(slot, value);
  }

  /** The value, or null where none is set. */
  String get(Slot slot) {
    return values.get(slot);
  }
}
