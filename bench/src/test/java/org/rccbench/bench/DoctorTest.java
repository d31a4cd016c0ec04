package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each line says ok or what to do. */
class DoctorTest {

  @Test
  void everyLookEndsWithAFinding() {
    assertThat(Doctor.findings())
        .extracting(Doctor.Finding::what)
        .containsExactly(
            "java",
            "engine",
            "tokenizers",
            "device",
            "memory",
            "threads",
            "disk",
            "results",
            "fonts");
    assertThat(Doctor.findings())
        .filteredOn(Doctor.Finding::needed)
        .allMatch(Doctor.Finding::ok, "ok where the tests run");
  }

  @Test
  void aResultsFolderThatCannotBeWrittenIsMissingAndSaysWhatToDo(@TempDir Path folder)
      throws IOException {
    Path file = Files.createFile(folder.resolve("results"));

    assertThat(Doctor.results(file).line())
        .startsWith("MISSING  results")
        .endsWith(file + " cannot be written; choose another folder with --out");
    assertThat(Doctor.results(folder.resolve("a/b/results")).line())
        .isEqualTo("ok       results    " + folder + " can be written");
    assertThat(folder).as("nothing is left behind").isDirectoryContaining("glob:**/results");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void anEngineThatDoesNotLoadSaysWhatToDoAboutIt() {
    assertThat(
            Doctor.engineAdvice(
                "libtorch cannot be loaded: /x/libtorch_cpu.so: libgomp-98b21ff3.so.1: cannot open"
                    + " shared object file: No such file or directory"))
        .startsWith("install libgomp (package libgomp1), or");
    assertThat(Doctor.engineAdvice("x: libcudart.so.12: cannot open shared object file"))
        .startsWith("install libcudart.so.12, or");
    assertThat(Doctor.engineAdvice("PYTORCH_LIBRARY_PATH is /x, where there is no libtorch.so"))
        .contains("as long as it is set");
    assertThat(Doctor.engineAdvice("something else"))
        .contains("lib/native")
        .contains("DJL_CACHE_DIR");
  }

  @Test
  void anOldJavaIsMissingWhatIsNeededAndSaysWhatToInstall() {
    assertThat(Doctor.java(11).line()).matches("MISSING +java +found 11; install a JDK 17.*");
    assertThat(Doctor.java(17).line()).startsWith("ok");
  }
}
