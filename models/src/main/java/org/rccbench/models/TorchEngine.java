package org.rccbench.models;

import ai.djl.engine.Engine;
import java.util.Locale;

/**
 * The engine as this project runs it. DJL must neither download nor guess a GPU flavour, and one
 * thread does the work unless {@code ai.djl.pytorch.num_threads} says otherwise; what the user has
 * set in the environment or as a system property stays.
 */
public final class TorchEngine {
  /** System property with the number of threads of one operation; read when the engine starts. */
  public static final String THREADS = "ai.djl.pytorch.num_threads";

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
    if (System.getenv(property) == null && System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Starts the engine, if nothing has yet. */
  public static Engine start() {
    return Engine.getEngine("PyTorch");
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
