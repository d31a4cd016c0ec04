package org.rccbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.TaskEntry;
import org.rccbench.evaluators.Work;
import org.rccbench.models.ModelSpec;
import org.rccbench.reports.gate.MachineScore;

/** Adds up what a suite and its curves will take. Models are opened, and nothing is asked. */
final class Foresight {
  /** A process of a point: Java, the engine, the model's files. */
  private static final double PROCESS_SECONDS = 1.5;

  /** One for memory and one for time. */
  private static final int PROCESSES = 2;

  private static final int SAMPLES = 2;
  private static final int PROMPT = 4;
  private static final int NEW_TOKENS = 16;
  private static final String CPU = "cpu";

  private final Suite suite;
  private final List<CurvePlan> curves;
  private final Optional<MachineScore> machine;
  private final Map<String, Footprint.Model> models = new TreeMap<>();
  private long memory;
  private String largest;
  private double seconds;
  private boolean known = true;

  private Foresight(Suite suite, List<CurvePlan> curves, Optional<MachineScore> machine) {
    this.suite = suite;
    this.curves = curves;
    this.machine = machine;
  }

  /**
   * Looks ahead. Where models run on another device than the CPU, no time is known.
   *
   * @param filled where the suite comes from
   * @param texts the user's
   */
  static Footprint of(
      SuiteFilling filled, List<CurvePlan> curves, List<Path> texts, Footprint.Rows rows)
      throws IOException {
    Path folder = Files.createTempDirectory("rcc-bench-plan-");
    try {
      Suite suite = new RunInputs(folder, filled.yaml(), texts).write();
      Foresight sum = new Foresight(suite, curves, machine(suite, curves));
      sum.addAll();
      return sum.footprint(filled, texts, rows);
    } finally {
      delete(folder);
    }
  }

  private static Optional<MachineScore> machine(Suite suite, List<CurvePlan> curves) {
    boolean here =
        Stream.concat(suite.models().values().stream(), curves.stream().map(CurvePlan::spec))
            .allMatch(spec -> spec.device().equals(CPU));
    return here ? Optional.of(MachineMeter.measure()) : Optional.empty();
  }

  private void addAll() {
    suite.models().forEach(this::add);
    addTasks();
    curves.forEach(this::add);
  }

  /** From a few samples of each task: to make contexts of a million tokens takes seconds each. */
  private void addTasks() {
    Suite few = suite.withSamplesAtMost(SAMPLES);
    Iterator<Plan.Row> rows = new Plan(few, false).rows().iterator();
    for (String model : suite.models().keySet()) {
      for (int i = 0; i < few.tasks().size(); i++) {
        if (few.tasks().get(i).models().contains(model)) {
          double all = suite.tasks().get(i).task().size();
          add(rows.next(), all / few.tasks().get(i).task().size());
        }
      }
    }
  }

  private void add(String name, ModelSpec spec) {
    Long bytes = ModelSize.of(spec).map(ModelSize::bytes).orElse(null);
    models.put(name, new Footprint.Model(spec.kind(), spec.source(), bytes));
  }

  private void add(Plan.Row row, double times) {
    if (row.floorBytes() != null) {
      need(row.floorBytes(), row.model() + ", " + row.task());
    }
    add(ModelSize.of(suite.models().get(row.model())), row.work(), times);
  }

  private void add(CurvePlan plan) {
    add(plan.model(), plan.spec());
    Optional<ModelSize> size = ModelSize.of(plan.spec());
    for (long tokens : plan.tokens()) {
      size.ifPresent(s -> need(s.floor(tokens), plan.model() + " at " + tokens + " tokens"));
      Work point = size.map(s -> s.work(tokens, PROMPT, NEW_TOKENS)).orElse(Work.NONE);
      add(size, point, PROCESSES);
      seconds += PROCESSES * PROCESS_SECONDS;
    }
  }

  private void add(Optional<ModelSize> size, Work work, double times) {
    known &= size.isPresent();
    machine.ifPresent(score -> size.ifPresent(s -> seconds += times * s.seconds(work, score)));
  }

  private void need(long bytes, String what) {
    if (bytes > memory) {
      memory = bytes;
      largest = what;
    }
  }

  private Footprint footprint(SuiteFilling filled, List<Path> texts, Footprint.Rows rows)
      throws IOException {
    Map<String, Long> samples = new TreeMap<>();
    for (TaskEntry entry : suite.tasks()) {
      samples.merge(entry.task().name(), entry.task().size() * entry.models().size(), Long::sum);
    }
    Map<String, List<Long>> points = new TreeMap<>();
    curves.forEach(curve -> points.put(curve.model(), curve.tokens()));
    Map<String, Footprint.Data> data = new TreeMap<>();
    addData(data, "texts", texts);
    addData(data, "files", filled.files());
    return new Footprint(
        models,
        data,
        samples,
        points,
        filled.leftOut(),
        memory == 0 ? null : memory,
        largest,
        known && machine.isPresent() ? seconds : null,
        machine.orElse(null),
        rows.all().size(),
        rows.asked());
  }

  private static void addData(Map<String, Footprint.Data> data, String name, List<Path> files)
      throws IOException {
    if (!files.isEmpty()) {
      long bytes = 0;
      for (Path file : files) {
        bytes += Files.size(file);
      }
      data.put(name, new Footprint.Data(files.size(), bytes));
    }
  }

  /** Deletes a folder and all in it. */
  static void delete(Path folder) throws IOException {
    List<Path> inside = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(inside::add);
    }
    for (Path file : inside) {
      Files.delete(file);
    }
  }
}
