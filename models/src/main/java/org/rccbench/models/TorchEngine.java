package org.rccbench.models;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The engine as this project runs it. DJL must neither download nor guess a GPU flavour, and one
 * thread does the work unless {@code ai.djl.pytorch.num_threads} says otherwise; what the user has
 * set in the environment or as a system property stays.
 */
public final class TorchEngine {
  /** System property with the number of threads of one operation; read when the engine starts. */
  public static final String THREADS = "ai.djl.pytorch.num_threads";

  /** How the message of an engine that cannot be loaded ends. */
  public static final String ASK_THE_DOCTOR = "; rcc-bench doctor says what to do";

  /** Variable with the folder of a libtorch to use instead of the bundled one. */
  private static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";

  static {
    absent("DJL_OFFLINE", "true");
    absent("OPT_OUT_TRACKING", "true");
    absent("RUST_FLAVOR", "cpu");
    absent("PYTORCH_FLAVOR", "cpu");
    absent(THREADS, "1");
    absent("ai.djl.pytorch.num_interop_threads", "1");
  }

  private TorchEngine() {}

  private static void absent(String property, String value) {
    if (setting(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static String setting(String name) {
    String variable = System.getenv(name);
    return variable == null ? System.getProperty(name) : variable;
  }

  /**
   * Starts the engine, if nothing has yet.
   *
   * @throws IllegalStateException if libtorch cannot be loaded; the message says why
   */
  public static Engine start() {
    refuseEmptyLibraryPath(setting(LIBRARY_PATH));
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException | LinkageError e) {
      throw new IllegalStateException(
          "libtorch cannot be loaded: " + rootCause(e) + ASK_THE_DOCTOR, e);
    }
  }

  /** Without libtorch there, DJL would go on to a download, and fail in words about that. */
  static void refuseEmptyLibraryPath(String folder) {
    if (folder == null || folder.isEmpty()) {
      return;
    }
    Path library = Path.of(folder, System.mapLibraryName("torch"));
    if (!Files.isRegularFile(library)) {
      throw new IllegalStateException(
          LIBRARY_PATH
              + " is "
              + folder
              + ", where there is no "
              + library.getFileName()
              + "; unset it, or name the lib folder of a libtorch 2.7.1");
    }
  }

  private static String rootCause(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    // the message of a file's exception is the file alone
    boolean bare = root.getMessage() == null || root instanceof FileSystemException;
    return bare ? root.toString() : root.getMessage();
  }

  /**
   * The device that an option names: {@code cpu} or {@code cuda:N}; whether it is there shows when
   * a tensor is made on it.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static String device(String option) {
    if (option.equals("cpu")) {
      return option;
    } else if (option.matches("cuda(:[0-9]{1,2})?")) {
      return option.equals("cuda") ? "cuda:0" : option;
    }
    throw new IllegalArgumentException(
        "unknown device \"" + option + "\"; known: cpu, cuda, cuda:N");
  }

  /** Whether this is an x86-64 machine, whose libtorch has FBGEMM and oneDNN's row products. */
  public static boolean onX86() {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return arch.equals("amd64") || arch.equals("x86_64");
  }
}
