package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each line says ok or what to do. */
class DoctorTest {

  @Test
  void everyLookEndsWithAFinding() {
    assertThat(Doctor.findings())
        .extracting(Doctor.Finding::what)
        .containsExactly(
            "java", "engine", "tokenizers", "device", "memory", "threads", "disk", "fonts");
    assertThat(Doctor.findings())
        .filteredOn(Doctor.Finding::needed)
        .allMatch(Doctor.Finding::ok, "ok where the tests run");
  }

  @Test
  void anOldJavaIsMissingWhatIsNeededAndSaysWhatToInstall() {
    assertThat(Doctor.java(11).line()).matches("MISSING +java +found 11; install a JDK 17.*");
    assertThat(Doctor.java(17).line()).startsWith("ok");
  }
}
