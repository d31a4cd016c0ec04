package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a program that stands in for nvidia-smi says is read, and one that says nothing is left. */
class GpuMemoryTest {
  private static final long MIB = 1 << 20;
  private static final Duration SHORT = Duration.ofMillis(500);

  @Test
  void visibleDevicesAreCountedAsLibtorchDoes(@TempDir Path folder) throws Exception {
    Path asked = folder.resolve("asked");
    String smi = program(folder, "echo $1 >> " + asked, "echo '5, 6'");

    assertThat(GpuMemory.of(smi, "cuda:1", "3, GPU-8a").used()).isEqualTo(5 * MIB);
    assertThat(GpuMemory.of(smi, "cuda", "3,GPU-8a").available()).isEqualTo(6 * MIB);

    assertThat(Files.readAllLines(asked)).containsExactly("--id=GPU-8a", "--id=3");
    assertThatThrownBy(() -> GpuMemory.of(smi, "cuda:2", "3,GPU-8a"))
        .hasMessageContaining("cuda:2 is not in CUDA_VISIBLE_DEVICES=3,GPU-8a");
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aProgramThatHangsWithItsOutputOpenIsLeftAndEndedWithItsChildren(@TempDir Path folder)
      throws Exception {
    Path pids = folder.resolve("pids");
    String smi = program(folder, "echo '3, 997'", "sleep 60 &", "echo \"$$ $!\" > " + pids, "wait");
    GpuMemory memory = GpuMemory.of(smi, "cuda", null).within(SHORT);

    assertThatThrownBy(memory::used).isInstanceOf(IOException.class).hasMessageContaining("0.5 s");

    for (String pid : Files.readString(pids).strip().split(" ", -1)) {
      assertThat(endsSoon(pid)).as("process " + pid).isTrue();
    }
    assertThat(memory.obstacle().orElseThrow())
        .isEqualTo("memory of the GPU cannot be read: " + smi + " did not end within 0.5 s");
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoeverKeepsTheOutputOpenBehindTheProgramIsNotWaitedFor(@TempDir Path folder)
      throws Exception {
    Path pid = folder.resolve("pid");
    String smi = program(folder, "sleep 30 &", "echo $! > " + pid, "echo '3, 997'");

    assertThat(GpuMemory.of(smi, "cuda", null).used()).isEqualTo(3 * MIB);

    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Whether it runs no more within ten seconds; nobody may have asked for its status yet. */
  private static boolean endsSoon(String pid) throws Exception {
    Path state = Path.of("/proc", pid, "stat");
    for (int i = 0; i < 100; i++) {
      if (!Files.exists(state) || Files.readString(state).contains(") Z ")) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }

  /** A shell script of these lines. */
  static String program(Path folder, String... lines) throws IOException {
    Path file = folder.resolve("smi");
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file.toString();
  }
}
