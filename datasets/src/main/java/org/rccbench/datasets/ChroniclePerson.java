package org.rccbench.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A person of a chapter and what is said about them, in the order of the text. */
final class ChroniclePerson {
  private final String firstName;
  private final String fullName;
  private final List<ChronicleFact> facts = new ArrayList<>();

  ChroniclePerson(String firstName, String surname) {
    this.firstName = firstName;
    this.fullName = firstName + " " + surname;
  }

  String firstName() {
    return firstName;
  }

  String fullName() {
    return fullName;
  }

  List<ChronicleFact> facts() {
    return facts;
  }

  Optional<ChronicleFact> fact(ChronicleKind kind) {
    return facts.stream().filter(fact -> fact.kind() == kind).findFirst();
  }
}
