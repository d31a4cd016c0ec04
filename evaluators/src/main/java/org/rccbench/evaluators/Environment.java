package org.rccbench.evaluators;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Versions and machine for the record of a run; never loads the native library. */
final class Environment {
  private static final String UNKNOWN = "unknown";

  private Environment() {}

  static SortedMap<String, String> versions() {
    SortedMap<String, String> versions = new TreeMap<>();
    String own = Environment.class.getPackage().getImplementationVersion();
    versions.put("rcc-bench", own == null ? UNKNOWN : own);
    versions.put("djl", Engine.getDjlVersion());
    versions.put("libtorch", libtorch());
    versions.put("jdk", Runtime.version().toString());
    return versions;
  }

  static SortedMap<String, String> machine() {
    SortedMap<String, String> machine = new TreeMap<>();
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("arch", System.getProperty("os.arch"));
    Path info = Path.of("/proc/cpuinfo");
    machine.put("cpu", field(info, "model name").orElse(UNKNOWN));
    // clouds hide the name of a processor, "AMD EPYC" for every generation of it, but not these
    field(info, "cpu family").ifPresent(family -> machine.put("cpuFamily", family));
    field(info, "model").ifPresent(model -> machine.put("cpuModel", model));
    machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("heapBytes", Long.toString(Runtime.getRuntime().maxMemory()));
    return machine;
  }

  static List<String> jvmFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /** The commit of rcc-bench, where whoever started the JVM said it; else null. */
  static String commit() {
    return System.getProperty("rccbench.commit");
  }

  private static String libtorch() {
    String chosen = System.getenv("PYTORCH_VERSION");
    return chosen != null && !chosen.isEmpty() ? chosen : libtorchOfEngine();
  }

  private static String libtorchOfEngine() {
    ClassLoader loader = Environment.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream("pytorch-engine.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("pytorch_version", UNKNOWN);
    } catch (IOException e) {
      throw new UncheckedIOException("pytorch-engine.properties cannot be read", e);
    }
  }

  /** The value of a line such as {@code cpu family : 25}, of the first processor. */
  private static Optional<String> field(Path info, String name) {
    if (!Files.isReadable(info)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(l -> l.indexOf(':') > 0 && l.substring(0, l.indexOf(':')).strip().equals(name))
          .map(l -> l.substring(l.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
