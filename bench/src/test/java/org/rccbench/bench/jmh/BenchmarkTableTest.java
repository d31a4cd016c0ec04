package org.rccbench.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** docs/benchmarks.md has one row for each benchmark, with all of its parameters and defaults. */
class BenchmarkTableTest {

  @Test
  void everyBenchmarkHasItsRow() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of(System.getProperty("rccbench.root", ".."), "docs/benchmarks.md"))
            .stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    Set<BenchmarkListEntry> benchmarks = benchmarks();

    assertThat(rows).hasSameSizeAs(benchmarks);
    for (BenchmarkListEntry benchmark : benchmarks) {
      assertThat(rows).anySatisfy(row -> describes(row, benchmark));
    }
  }

  @Test
  void everyBenchmarkRunsInOneForkOnOneThread() {
    assertThat(benchmarks())
        .allSatisfy(
            benchmark -> {
              assertThat(benchmark.getForks().get()).isEqualTo(1);
              assertThat(benchmark.getThreads().get()).isEqualTo(1);
              assertThat(benchmark.getJvmArgs().get())
                  .contains("-Dai.djl.pytorch.num_threads=1", "-DDJL_OFFLINE=true");
            });
  }

  private static void describes(String row, BenchmarkListEntry benchmark) {
    String type = benchmark.getUserClassQName();
    String name = benchmark.getUsername().substring(type.lastIndexOf('.') + 1);
    assertThat(row).startsWith("| `" + name + "` |");
    Map<String, String[]> params = benchmark.getParams().get();
    params.forEach(
        (param, values) ->
            assertThat(row).contains("`" + param + "=" + String.join(",", values) + "`"));
  }

  private static Set<BenchmarkListEntry> benchmarks() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT), List.of());
  }
}
