package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher builds when it must and hands everything to Java, from a path with spaces and from
 * any working directory. Maven and Java are stand-ins that say how they were called.
 */
class LauncherTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo built
      mkdir -p bench/target/rcc-bench
      : > bench/target/rcc-bench/rcc-bench.jar
      """;
  private static final String JAVA =
      """
      #!/bin/sh
      for word in "$@"; do echo "<$word>"; done
      echo "offline $DJL_OFFLINE flavour $PYTORCH_FLAVOR rust $RUST_FLAVOR"
      exit 3
      """;

  @TempDir private Path temp;
  private Path root;

  @BeforeEach
  void standIns() throws IOException {
    Path launcher = Path.of(System.getProperty("rccbench.root", ".."), "rcc-bench");
    assumeThat(launcher).exists();
    root = Files.createDirectories(temp.resolve("a place/with spaces"));
    script(root.resolve("rcc-bench"), Files.readString(launcher));
    Files.createFile(root.resolve("pom.xml"));
    Files.createDirectories(root.resolve("bench/src/main/java"));
    Files.createFile(root.resolve("bench/src/main/java/Some.java"));
    Path bin = Files.createDirectory(temp.resolve("bin"));
    script(bin.resolve("mvn"), MAVEN);
    script(bin.resolve("java"), JAVA);
  }

  @Test
  void itBuildsOnceAndAgainWhenASourceIsNewer() throws Exception {
    assertThat(launch(Map.of())).contains("built");
    assertThat(launch(Map.of())).doesNotContain("built");

    Path source = root.resolve("bench/src/main/java/Some.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(launch(Map.of())).contains("built");
  }

  @Test
  void argumentsOptionsAndStatusPassUnchanged() throws Exception {
    String said = launch(Map.of("RCC_BENCH_JAVA_OPTS", "-Xmx3g -Dx=y"), "run", "my suite.yaml");

    assertThat(said).contains("<-Xmx3g>\n<-Dx=y>\n").contains("<run>\n<my suite.yaml>\n");
    assertThat(said).contains("offline true flavour cpu rust cpu").endsWith("status 3");
  }

  @Test
  void theBundledLibtorchIsLeftOutWhereAnotherIsNamed() throws Exception {
    assertThat(launch(Map.of())).contains("bench/target/rcc-bench/lib/native/*>");
    Path natives = Files.createDirectories(root.resolve("bench/target/rcc-bench/lib/native"));
    Files.createFile(natives.resolve("pytorch-jni-1.jar"));
    Files.createFile(natives.resolve("pytorch-native-cpu-1.jar"));

    assertThat(launch(Map.of("PYTORCH_LIBRARY_PATH", "/opt/torch/lib")))
        .contains("bench/target/rcc-bench/rcc-bench.jar:" + natives + "/pytorch-jni-1.jar>")
        .doesNotContain("native-cpu");
  }

  @Test
  void aLinkToItWorks() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("link"), root.resolve("rcc-bench"));

    assertThat(launch(link, Map.of())).contains("spaces/bench/target/rcc-bench/rcc-bench.jar");
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    Files.delete(temp.resolve("bin/mvn"));
    Path tools = Files.createDirectory(temp.resolve("tools"));
    for (String tool : new String[] {"dirname", "find", "head", "git", "sh", "readlink"}) {
      Path there = Path.of("/usr/bin", tool);
      if (Files.exists(there)) {
        Files.createSymbolicLink(tools.resolve(tool), there);
      }
    }
    String path = temp.resolve("bin") + ":" + tools;

    assertThat(launch(Map.of("PATH", path))).contains("install it (package maven)");
  }

  private String launch(Map<String, String> environment, String... arguments) throws Exception {
    return launch(root.resolve("rcc-bench"), environment, arguments);
  }

  private String launch(Path launcher, Map<String, String> environment, String... arguments)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(temp.toFile()).redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(n -> n.equals("JAVA_HOME") || n.startsWith("PYTORCH_"));
    variables.remove("RUST_FLAVOR");
    variables.put("PATH", temp.resolve("bin") + ":" + System.getenv("PATH"));
    variables.putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said + "status " + process.waitFor();
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
