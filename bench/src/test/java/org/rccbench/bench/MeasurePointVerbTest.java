package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.models.ModelSpec;

/** A point typed by hand is measured in the process that a curve starts for it. */
class MeasurePointVerbTest {
  private static final List<String> POINT =
      List.of("measure-point", "--kind=fake", "--tokens=1000", "--model=fake:heap");

  private final Terminal terminal = new Terminal();

  @Test
  void aPointTypedByHandHasTheHeapOfAPointOfACurve() throws Exception {
    List<Measurement> points = new ArrayList<>();
    new MemoryCurve(ChildJava.likeThis(), ProcMemory.ofSystem())
        .measure(
            new CurvePlan("line", ModelSpec.of("fake", "fake:heap"), List.of(1000L), 0),
            List.of(),
            points::add);
    long ofACurve = points.get(0).contextPrefillNanos();

    assertThat(heap()).isEqualTo(ofACurve).isNotEqualTo(Runtime.getRuntime().maxMemory());
    assertThat(heap("--time")).isEqualTo(ofACurve);
  }

  @Test
  void whatTheProcessSaysOfItselfIsSaid() {
    assertThat(
            terminal.execute("measure-point", "--model=fake:broken", "--kind=fake", "--tokens=9"))
        .isEqualTo(ExitCode.USAGE.status());

    assertThat(terminal.err())
        .isEqualToIgnoringNewLines("rcc-bench: first line of trouble; second line");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void aKilledProcessIsNoReading() {
    assertThat(
            terminal.execute(
                "measure-point", "--model=fake:killed", "--kind=fake", "--tokens=2000"))
        .isEqualTo(ExitCode.INTERNAL.status());

    assertThat(terminal.err()).contains("rcc-bench: out of memory: killed by signal 9");
  }

  private long heap(String... more) throws Exception {
    terminal.clear();
    List<String> words = new ArrayList<>(POINT);
    words.addAll(List.of(more));
    assertThat(terminal.execute(words.toArray(new String[0]))).as(terminal.err()).isZero();
    PointReading reading = Json.read(terminal.out().strip(), PointReading.class);
    return reading.times().contextPrefill();
  }
}
