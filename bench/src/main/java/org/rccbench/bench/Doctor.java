package org.rccbench.bench;

import ai.djl.engine.Engine;
import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.TorchEngine;

/** The checks of {@code doctor}; each one ends with a finding, whatever goes wrong in it. */
final class Doctor {
  private static final long GIB = 1 << 30;
  private static final int NEEDED_JAVA = 17;

  /** How the loader of the GNU C library says it. */
  private static final Pattern MISSING_LIBRARY =
      Pattern.compile("(lib[^\\s:/]+\\.so[^\\s:]*): cannot open shared object file");

  private static final String NATIVE_CACHE =
      "native libraries are unpacked into ~/.djl.ai: make it writable, or set DJL_CACHE_DIR to a"
          + " folder that is";

  /** A tokenizer that knows one letter: enough to prove that the native library loads. */
  private static final String TINY_TOKENIZER =
      "{\"version\":\"1.0\",\"added_tokens\":[],\"pre_tokenizer\":{\"type\":\"ByteLevel\","
          + "\"add_prefix_space\":false,\"trim_offsets\":true,\"use_regex\":true},"
          + "\"decoder\":{\"type\":\"ByteLevel\",\"add_prefix_space\":false,"
          + "\"trim_offsets\":true,\"use_regex\":true},"
          + "\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]}}";

  private Doctor() {}

  /**
   * What one check found.
   *
   * @param what the thing looked at
   * @param needed whether nothing works without it
   * @param ok whether it is there
   * @param detail what was found, or what to do
   */
  record Finding(String what, boolean needed, boolean ok, String detail) {
    String line() {
      return String.format(
          Locale.ROOT, "%-8s %-10s %s", ok ? "ok" : needed ? "MISSING" : "note", what, detail);
    }
  }

  /** A look at one thing: says what it found, or throws with the reason. */
  @FunctionalInterface
  private interface Look {
    String detail() throws IOException;
  }

  static List<Finding> findings() {
    return List.of(
        java(Runtime.version().feature()),
        engineLook(),
        look("tokenizers", true, Doctor::tokenizers, NATIVE_CACHE),
        look("device", false, Doctor::device, "the engine must load first"),
        look("memory", false, Doctor::memory, "memory curves need Linux with a writable /proc"),
        look("threads", false, Doctor::threads, ""),
        look("disk", true, Doctor::disk, "make room, or choose another folder with --out"),
        results(Path.of("results")),
        look(
            "fonts",
            false,
            Doctor::fonts,
            "figures need fonts: install fontconfig and a font package, such as fonts-dejavu-core;"
                + " tables come without"));
  }

  private static Finding engineLook() {
    Finding found = look("engine", true, Doctor::engine, "");
    if (found.ok()) {
      return found;
    }
    String said = found.detail().replace(TorchEngine.ASK_THE_DOCTOR, "");
    return new Finding("engine", true, false, said + "; " + engineAdvice(said));
  }

  /** What to do where the engine does not load, by its last words. */
  static String engineAdvice(String detail) {
    if (detail.contains("PYTORCH_LIBRARY_PATH is")) {
      return "the bundled libtorch is left out as long as it is set";
    }
    Matcher library = MISSING_LIBRARY.matcher(detail);
    if (library.find()) {
      String name = library.group(1);
      String what = name.startsWith("libgomp") ? "libgomp (package libgomp1)" : name;
      return "install "
          + what
          + ", or use a libtorch that brings it (without PYTORCH_LIBRARY_PATH: the bundled one)";
    }
    return "check that lib/native holds pytorch-native-cpu and pytorch-jni for this platform; "
        + NATIVE_CACHE;
  }

  /** Whether runs can be written where they go by default; nothing is left there. */
  static Finding results(Path folder) {
    return look(
        "results",
        true,
        () -> {
          Path place = folder.toAbsolutePath();
          while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
          }
          Files.delete(Files.createTempFile(place, ".rcc-bench-", ".doctor"));
          return place + " can be written";
        },
        folder.toAbsolutePath() + " cannot be written; choose another folder with --out");
  }

  static Finding java(int feature) {
    return new Finding(
        "java",
        true,
        feature >= NEEDED_JAVA,
        feature >= NEEDED_JAVA
            ? Runtime.version().toString()
            : "found " + feature + "; install a JDK 17 or later");
  }

  /** AWT and native loading fail with errors, not exceptions, so all of them are caught here. */
  private static Finding look(String what, boolean needed, Look look, String advice) {
    try {
      return new Finding(what, needed, true, look.detail());
    } catch (IOException | RuntimeException | LinkageError | InternalError | AWTError e) {
      // the message of a file's exception is the file alone
      boolean bare = e.getMessage() == null || e instanceof FileSystemException;
      String said = Failures.oneLine(bare ? e.toString() : e.getMessage());
      return new Finding(what, needed, false, said + (advice.isEmpty() ? "" : "; " + advice));
    }
  }

  private static String engine() {
    Engine engine = TorchEngine.start();
    return engine.getEngineName() + " " + engine.getVersion() + ", DJL " + Engine.getDjlVersion();
  }

  private static String tokenizers() throws IOException {
    Path folder = Files.createTempDirectory("rcc-bench-doctor-");
    Path file = folder.resolve("tokenizer.json");
    try {
      Files.writeString(file, TINY_TOKENIZER);
      try (Tokenizer tokenizer = Tokenizer.load(folder)) {
        int ids = tokenizer.encode("aaa").length;
        if (ids != 3) {
          throw new IOException("three letters became " + ids + " tokens");
        }
        return "native library loads";
      }
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  private static String device() throws IOException {
    if (!engineLook().ok()) {
      throw new IOException("not known");
    }
    int gpus = TorchEngine.start().getGpuCount();
    return gpus == 0 ? "cpu (no GPU seen)" : "cpu and " + gpus + " GPU(s)";
  }

  private static String memory() throws IOException {
    ProcMemory memory = ProcMemory.ofSystem();
    memory.resetPeak();
    return gib(memory.total()) + " GiB, available " + gib(memory.available()) + " GiB";
  }

  private static String threads() {
    return Runtime.getRuntime().availableProcessors()
        + " processors; engine threads: "
        + System.getProperty(TorchEngine.THREADS);
  }

  private static String disk() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    long free = Files.getFileStore(here).getUsableSpace();
    if (free < GIB) {
      throw new IOException("only " + gib(free) + " GiB free in " + here);
    }
    return gib(free) + " GiB free in the working directory";
  }

  private static String fonts() {
    int families =
        GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length;
    return families + " font families";
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f", (double) bytes / GIB);
  }
}
