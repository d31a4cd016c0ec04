package org.rccbench.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Memory as Linux tells it under /proc. The folder is a parameter, so that reading is tested
 * without the system.
 */
final class ProcMemory {
  private static final long KIB = 1024;
  private final Path proc;

  ProcMemory(Path proc) {
    this.proc = proc;
  }

  /** The running system. */
  static ProcMemory ofSystem() {
    return new ProcMemory(Path.of("/proc"));
  }

  /** Whether this system tells what a measurement needs. */
  boolean isThere() {
    return Files.isReadable(proc.resolve("self/status"))
        && Files.isReadable(proc.resolve("meminfo"));
  }

  /** Resident bytes of this process now. */
  long resident() throws IOException {
    return needed("self/status", "VmRSS");
  }

  /** Highest resident bytes of this process since {@link #resetPeak}. */
  long peak() throws IOException {
    return needed("self/status", "VmHWM");
  }

  /** Bytes that new processes can take without swapping. */
  long available() throws IOException {
    return needed("meminfo", "MemAvailable");
  }

  /** Bytes of memory of the machine. */
  long total() throws IOException {
    return needed("meminfo", "MemTotal");
  }

  /** Makes the peak start again from what is resident now (proc(5), clear_refs, "5"). */
  void resetPeak() throws IOException {
    Files.writeString(proc.resolve("self/clear_refs"), "5");
  }

  /** Offers this process first where the system runs out of memory. */
  void volunteerForOutOfMemoryKill() throws IOException {
    Files.writeString(proc.resolve("self/oom_score_adj"), "1000");
  }

  private long needed(String file, String field) throws IOException {
    Path path = proc.resolve(file);
    return field(Files.readAllLines(path, StandardCharsets.UTF_8), field)
        .orElseThrow(() -> new IOException(path + " has no line " + field));
  }

  /** The value of a line such as {@code VmHWM: 123 kB}, in bytes. */
  static OptionalLong field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
        .findFirst();
  }
}
