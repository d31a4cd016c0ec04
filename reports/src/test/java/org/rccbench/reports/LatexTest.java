package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ten lines of docs/latex.md compile, with any table of the golden and of a hostile run. */
class LatexTest {
  private static final Path ROOT = Path.of(System.getProperty("rccbench.root", ""));
  private static final Path GOLDEN = Path.of("src/test/resources/golden-run");

  @TempDir private Path folder;

  private static boolean hasLatex() {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "pdflatex")));
  }

  private static String example() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/latex.md"));
    int from = page.indexOf("```latex\n") + "```latex\n".length();
    return page.substring(from, page.indexOf("```", from));
  }

  @Test
  void theExampleHasTenLines() throws IOException {
    assertThat(example().lines()).hasSize(10);
  }

  @Test
  void theExampleCompilesAndItsTableFitsAColumn() throws Exception {
    assumeTrue(hasLatex(), "no pdflatex here: install texlive-latex-recommended to compile it");
    report(GOLDEN);

    String log = compile(example().replace("RUN", folder.toString()));

    assertThat(folder.resolve("paper.pdf")).isNotEmptyFile();
    assertThat(log).doesNotContain("Overfull \\hbox").doesNotContain("undefined on input line");
  }

  @Test
  void everyTableCompilesWhateverModelsAreCalled() throws Exception {
    assumeTrue(hasLatex(), "no pdflatex here: install texlive-latex-recommended to compile it");
    Path hostile = Files.createDirectories(folder.resolve("hostile"));
    HostileTextTest.write(hostile);
    report(GOLDEN);
    StringBuilder all = new StringBuilder("\\documentclass{article}\\usepackage{booktabs}\n");
    all.append("\\begin{document}\n");
    int tables = 0;
    RunReport.write(
        new ReportOrder(
            List.of(hostile),
            hostile.resolve("out"),
            Set.of(),
            Set.of(FigureFormat.SVG),
            FigureWidth.COLUMN,
            Theme.LIGHT,
            Map.of(),
            0));
    for (Path from : List.of(folder.resolve("tables"), hostile.resolve("out/tables"))) {
      try (var files = Files.list(from)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".tex")).sorted().toList()) {
          all.append("\\input{").append(file).append("}\\clearpage\n");
          tables++;
        }
      }
    }
    assertThat(tables).isGreaterThan(15);

    compile(all.append("\\end{document}\n").toString());

    assertThat(folder.resolve("paper.pdf")).isNotEmptyFile();
  }

  private void report(Path run) {
    RunReport.write(
        new ReportOrder(
            List.of(run),
            folder,
            Set.of(),
            Set.of(FigureFormat.PDF),
            FigureWidth.COLUMN,
            Theme.LIGHT,
            Map.of(),
            0));
  }

  /** Twice, as LaTeX needs for references; gives the second log. */
  private String compile(String text) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("paper.tex"), text);
    for (int i = 0; i < 2; i++) {
      Process latex =
          new ProcessBuilder(
                  "pdflatex",
                  "-no-shell-escape",
                  "-halt-on-error",
                  "-interaction=batchmode",
                  "paper.tex")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said.txt").toFile())
              .start();
      boolean ended = latex.waitFor(60, TimeUnit.SECONDS);
      if (!ended) {
        latex.destroyForcibly();
      }
      assertThat(ended).as("pdflatex ends").isTrue();
      assertThat(latex.exitValue()).as(log()).isZero();
    }
    return log();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("paper.log"), StandardCharsets.ISO_8859_1);
  }
}
