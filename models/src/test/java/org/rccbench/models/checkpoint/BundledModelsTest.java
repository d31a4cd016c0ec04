package org.rccbench.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets a system property")
class BundledModelsTest {
  @TempDir private Path home;
  private String before;

  @BeforeEach
  void bundleTwo() throws IOException {
    before = System.getProperty(BundledModels.HOME);
    System.setProperty(BundledModels.HOME, home.toString());
    for (String name : new String[] {"small", "large"}) {
      Files.createDirectories(home.resolve(name));
      Files.writeString(home.resolve(name).resolve("config.json"), "{}");
    }
    Files.createDirectories(home.resolve("no-model"));
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(BundledModels.HOME);
    } else {
      System.setProperty(BundledModels.HOME, before);
    }
  }

  @Test
  void aBundledModelIsFoundByItsName() {
    assertThat(BundledModels.names()).containsExactly("large", "small");
    assertThat(BundledModels.folder("small")).isEqualTo(home.resolve("small"));
    assertThat(BundledModels.folder("bundled:small")).isEqualTo(home.resolve("small"));
  }

  @Test
  void aFolderOfTheUsersGoesFirst(@TempDir Path own) {
    assertThat(BundledModels.folder(own.toString())).isEqualTo(own);
  }

  @Test
  void whatIsNotBundledIsRefusedWithTheNamesThatAre() {
    assertThatThrownBy(() -> BundledModels.folder("bundled:tiny"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no model \"tiny\" is bundled; bundled: large, small");
    assertThatThrownBy(() -> BundledModels.folder("bundled:../small"))
        .hasMessageContaining("no model \"../small\" is bundled");
    assertThat(BundledModels.folder("no-model")).isEqualTo(Path.of("no-model"));
  }

  @Test
  void withoutAFolderOfModelsThereAreNone() {
    System.setProperty(BundledModels.HOME, home.resolve("absent").toString());
    assertThat(BundledModels.names()).isEmpty();
  }
}
