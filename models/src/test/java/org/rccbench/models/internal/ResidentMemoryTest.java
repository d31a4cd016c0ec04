package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rccbench.models.internal.Models.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Decoding;
import org.rccbench.models.Memory;

/** Whatever a generation or a memory takes outside the Java heap, it gives back. */
@EnabledOnOs(OS.LINUX)
class ResidentMemoryTest {
  private static final long ALLOWED_KIB = 30 * 1024;

  /** Resident set of this process, in KiB. The Java heap grows as it likes between collections. */
  private static long resident() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tenThousandShortGenerationsLeaveNothingBehind() throws IOException {
    try (ContextModel model = Models.open("blind", "neox-mixed-dtypes");
        Memory memory = model.read(context())) {
      generate(memory, 1_000);
      long before = resident();
      generate(memory, 9_000);
      assertThat(resident() - before).as("growth in KiB").isLessThan(ALLOWED_KIB);
    }
  }

  private static void generate(Memory memory, int times) {
    for (int i = 0; i < times; i++) {
      if (i % 1_000 == 0) {
        System.gc(); // a young generation that grows would be taken for a leak
      }
      memory.generate(new int[] {5 + i % 500, 6, 7}, Decoding.greedy(2));
    }
  }

  @Test
  void memoriesThatAreReadAndClosedLeaveNothingBehind() throws IOException {
    Models.Options options = Models.Options.window(32, 8, "fixed").cache(64 << 10);
    try (ContextModel model = Models.rcc(options)) {
      read(model, 60);
      long before = resident();
      read(model, 300);
      assertThat(resident() - before).as("growth in KiB").isLessThan(ALLOWED_KIB);
    }
  }

  private static void read(ContextModel model, int times) {
    for (int i = 0; i < times; i++) {
      try (Memory memory = model.read(context(Models.ids(200, i % 50)))) {
        memory.generate(new int[] {5, 6}, Decoding.greedy(2));
        memory.logProbabilities(new int[] {5}, new int[] {6, 7});
      }
    }
  }
}
