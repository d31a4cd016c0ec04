package org.rccbench.models;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A libtorch that is not where it was said to be is missed before anything else is tried. */
class TorchEngineTest {

  @Test
  void aLibraryPathWithoutLibtorchIsRefused(@TempDir Path folder) throws IOException {
    String library = System.mapLibraryName("torch");
    for (String path : new String[] {"/nowhere", folder.toString()}) {
      assertThatThrownBy(() -> TorchEngine.refuseEmptyLibraryPath(path))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "PYTORCH_LIBRARY_PATH is "
                  + path
                  + ", where there is no "
                  + library
                  + "; unset it, or name the lib folder of a libtorch 2.7.1");
    }
    Files.createFile(folder.resolve(library));
    assertThatCode(() -> TorchEngine.refuseEmptyLibraryPath(folder.toString()))
        .doesNotThrowAnyException();
    assertThatCode(() -> TorchEngine.refuseEmptyLibraryPath(null)).doesNotThrowAnyException();
    assertThatCode(() -> TorchEngine.refuseEmptyLibraryPath("")).doesNotThrowAnyException();
  }
}
