package org.rccbench.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of a GPU as nvidia-smi tells it, of all processes on it together: what the paper's bars
 * are. libtorch keeps what it has taken from the device until the process ends, so that what is in
 * use after the answer is the peak.
 */
final class GpuMemory {
  /** The program that is asked, unless a test gives another. */
  static final String PROGRAM = "nvidia-smi";

  private static final long MIB = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Bytes of an answer that are read: two numbers take a few, a message some more. */
  private static final int LONGEST = 1 << 16;

  /** Used and free MiB of one device. */
  private static final Pattern READING = Pattern.compile("([0-9]{1,9}), *([0-9]{1,9})");

  private final String program;
  private final String id;
  private final Duration patience;

  private GpuMemory(String program, String id, Duration patience) {
    this.program = program;
    this.id = id;
    this.patience = patience;
  }

  /**
   * The reader of a device.
   *
   * @param device {@code cuda} or {@code cuda:N}
   * @param visible the value of CUDA_VISIBLE_DEVICES, which renumbers devices for libtorch and not
   *     for nvidia-smi; or null
   * @throws IllegalArgumentException if the device is hidden by it
   */
  static GpuMemory of(String program, String device, String visible) {
    int index = device.equals("cuda") ? 0 : Integer.parseInt(device.substring("cuda:".length()));
    if (visible == null || visible.isBlank()) {
      return new GpuMemory(program, Integer.toString(index), PATIENCE);
    }
    String[] ids = visible.split(",", -1);
    if (index >= ids.length) {
      throw new IllegalArgumentException(
          device + " is not in CUDA_VISIBLE_DEVICES=" + visible + "; name one that is");
    }
    return new GpuMemory(program, ids[index].strip(), PATIENCE);
  }

  /** The reader of a device in this process's environment. */
  static GpuMemory of(String program, String device) {
    return of(program, device, System.getenv("CUDA_VISIBLE_DEVICES"));
  }

  /** The same reader, which waits this long for an answer. */
  GpuMemory within(Duration wait) {
    return new GpuMemory(program, id, wait);
  }

  /** Why nothing can be read here, or empty if it can. */
  Optional<String> obstacle() {
    try {
      used();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("memory of the GPU cannot be read: " + e.getMessage());
    }
  }

  /** Bytes in use, of all processes. */
  long used() throws IOException {
    return MIB * Long.parseLong(reading().group(1));
  }

  /** Bytes that nobody uses. */
  long available() throws IOException {
    return MIB * Long.parseLong(reading().group(2));
  }

  private Matcher reading() throws IOException {
    String said = ask().strip();
    Matcher reading = READING.matcher(said);
    if (!reading.matches()) {
      throw new IOException(
          program
              + " said \""
              + Failures.oneLine(said)
              + "\" of device "
              + id
              + ", where used and free MiB were asked for");
    }
    return reading;
  }

  /** The answer goes through a file: a pipe would be read for as long as anybody holds it open. */
  private String ask() throws IOException {
    Path answer = Files.createTempFile("rcc-bench-", ".gpu");
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      program,
                      "--id=" + id,
                      "--query-gpu=memory.used,memory.free",
                      "--format=csv,noheader,nounits"))
              .redirectErrorStream(true)
              .redirectOutput(answer.toFile())
              .start();
      try {
        process.getOutputStream().close();
        awaitEnd(process);
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      try (InputStream said = Files.newInputStream(answer)) {
        return new String(said.readNBytes(LONGEST), StandardCharsets.UTF_8);
      }
    } finally {
      Files.deleteIfExists(answer);
    }
  }

  private void awaitEnd(Process process) throws IOException {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(
            program + " did not end within " + patience.toMillis() / 1000.0 + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + program + " was asked", e);
    }
  }
}
