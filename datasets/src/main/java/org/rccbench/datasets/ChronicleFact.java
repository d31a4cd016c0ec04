package org.rccbench.datasets;

/**
 * Something that one sentence of a chapter says about a person.
 *
 * @param kind what it is about
 * @param values the slots of the kind
 * @param sentence the sentence's index in the chapter
 * @param other the person that a {@link ChronicleKind#KIN} fact points to, else null
 */
record ChronicleFact(ChronicleKind kind, SlotValues values, int sentence, ChroniclePerson other) {

  /** The value of the kind's one answer slot. */
  String value() {
    return values.get(kind.answers().get(0));
  }
}
