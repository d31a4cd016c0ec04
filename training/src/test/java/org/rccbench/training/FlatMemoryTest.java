package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps leave nothing behind: resident memory does not grow with their number. */
class FlatMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  @TempDir Path folder;

  private static long anonymousKilobytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void threeHundredStepsKeepMemoryFlat() {
    assumeTrue(Files.isReadable(STATUS), "no /proc here");
    List<Long> seen = new ArrayList<>();
    String recipe = Recipes.rcc(Recipes.text(folder), 400);
    try (Trainer trainer =
        Trainer.open(RecipeFile.parse(recipe, "recipe.yaml"), folder.resolve("run"))) {
      trainer.run(
          progress -> {
            if (progress.step() % 100 == 0) {
              System.gc();
              seen.add(anonymousKilobytes());
            }
          });
    }
    // A step's tensors take about 10 MB here: a leak of one would show as gigabytes.
    assertThat(seen.get(3) - seen.get(0)).as("kB after 100 .. 400: " + seen).isLessThan(40_000);
  }
}
