package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The curves of a training run are those of its log.csv, and the same in every locale. */
class TrainingReportTest {
  @TempDir Path folder;

  private void log(int steps) throws IOException {
    String rows =
        IntStream.rangeClosed(1, steps)
            .mapToObj(
                i ->
                    i
                        + ",language-model,"
                        + (5.0 - i / 1e4)
                        + ","
                        + (i % 100 == 0 ? Double.toString(i / 1e4) : ""))
            .collect(Collectors.joining("\n"));
    Files.writeString(
        folder.resolve("log.csv"),
        "step,task,loss,\"validation.bleu, \"\"greedy\"\"\"\n" + rows + "\n");
  }

  @Test
  void curvesAreDrawnFromTheTable() throws IOException {
    log(1000);
    assertThat(TrainingReport.write(folder))
        .containsExactly(folder.resolve("loss.svg"), folder.resolve("validation.svg"));
    String loss = Files.readString(folder.resolve("loss.svg"));
    assertThat(loss)
        .contains("<title>Training loss</title>")
        .contains("loss (nats a token) against step; lines: loss, mean of 4 steps");
    String validation = Files.readString(folder.resolve("validation.svg"));
    assertThat(validation).contains("figure against step; lines: bleu, \"greedy\"</desc>");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TrainingReport.write(folder);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(folder.resolve("loss.svg")).hasContent(loss);
    assertThat(folder.resolve("validation.svg")).hasContent(validation);
  }

  @Test
  void shortRunsAreDrawnStepByStep() throws IOException {
    log(99);
    TrainingReport.write(folder);
    assertThat(Files.readString(folder.resolve("loss.svg"))).contains("lines: loss</desc>");
    assertThat(folder.resolve("validation.svg")).as("no figure was taken").doesNotExist();
  }

  @Test
  void higherLossesStandHigher() throws IOException {
    Files.writeString(folder.resolve("log.csv"), "step,loss\n1,4.0\n2,2.0\n3,1.0\n");
    TrainingReport.write(folder);
    // A line between each two points: x to the right, y downwards.
    Pattern line =
        Pattern.compile(
            "rgb\\(0,114,178\\);stroke-width:1.4[^\"]*\" x1=\"(.*?)\" x2=\"(.*?)\" y1=\"(.*?)\""
                + " y2=\"(.*?)\"");
    List<double[]> lines =
        line.matcher(Files.readString(folder.resolve("loss.svg")))
            .results()
            .map(m -> IntStream.rangeClosed(1, 4).mapToDouble(i -> Double.parseDouble(m.group(i))))
            .map(DoubleStream::toArray)
            .filter(each -> each[2] != each[3]) // the legend's sample is level
            .toList();
    assertThat(lines).hasSize(2);
    assertThat(lines).allSatisfy(each -> assertThat(each[1]).isGreaterThan(each[0]));
    double first = lines.get(0)[3] - lines.get(0)[2];
    double second = lines.get(1)[3] - lines.get(1)[2];
    assertThat(second).isPositive();
    assertThat(first / second).as("4 - 2 over 2 - 1").isCloseTo(2.0, within(0.01));
  }

  @Test
  void tablesWithoutLossesAreRefused() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingReport.write(folder))
        .withMessageContaining("log.csv is not there; train writes it at the end");
    Files.writeString(folder.resolve("log.csv"), "step,accuracy\n1,0.5\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingReport.write(folder))
        .withMessageContaining("has no column loss");
  }
}
