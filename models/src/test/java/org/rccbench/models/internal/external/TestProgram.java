package org.rccbench.models.internal.external;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelSpec;

/** {@link FakeProgram} as a model, and the processes of it that run. */
final class TestProgram {
  private final Path folder;

  /** A program that notes its processes in this folder. */
  TestProgram(Path folder) {
    this.folder = folder;
  }

  ModelSpec spec(String... arguments) {
    return ModelSpec.of(
        "exec",
        String.join(
            " ",
            "exec:'" + Path.of(System.getProperty("java.home"), "bin", "java") + "'",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            "\"" + System.getProperty("java.class.path") + "\"",
            FakeProgram.class.getName(),
            arguments[0],
            pids().toString(),
            arguments.length > 1 ? arguments[1] : ""));
  }

  private Path pids() {
    return folder.resolve("pids");
  }

  ContextModel open(String input, String timeout) {
    return ContextModels.open(
        spec(input).withSettings(Map.of("tokenizer", "bytes", "timeout_s", timeout)));
  }

  ProcessHandle[] running() throws IOException {
    return Arrays.stream(Files.readString(pids()).split(" "))
        .map(pid -> ProcessHandle.of(Long.parseLong(pid)))
        .flatMap(Optional::stream)
        .filter(ProcessHandle::isAlive)
        .toArray(ProcessHandle[]::new);
  }

  static void assertEnded(ProcessHandle... handles) throws InterruptedException {
    long start = System.nanoTime();
    while (Arrays.stream(handles).anyMatch(TestProgram::isRunning)
        && System.nanoTime() - start < 10_000_000_000L) {
      Thread.sleep(20);
    }
    assertThat(handles).noneMatch(TestProgram::isRunning);
  }

  /**
   * What was killed stays in the list, with state Z, until its parent looks: often the system's
   * first process, which may take seconds.
   */
  private static boolean isRunning(ProcessHandle handle) {
    try {
      String stat = Files.readString(Path.of("/proc/" + handle.pid() + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return handle.isAlive();
    }
  }

  static Generation ask(ContextModel model, Memory memory, String prompt) {
    return memory.generate(model.tokenizer().encode(prompt), Decoding.greedy(40, 0));
  }

  static String said(ContextModel model, Memory memory, String prompt) {
    return model.tokenizer().decode(ask(model, memory, prompt).ids());
  }
}
