package org.rccbench.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rccbench.models.TorchEngine;
import org.rccbench.models.checkpoint.BundledModels;
import org.rccbench.models.checkpoint.Dtype;

/**
 * Runs a recipe in a folder: log.jsonl and training.state as it goes; at its end log.csv, the model
 * and card.json. A folder with a state is resumed; the weights are then byte for byte those of a
 * run that was never interrupted, on one machine and with one thread.
 */
public final class Trainer implements AutoCloseable {
  private final Recipe recipe;
  private final Path folder;
  private final Network network;
  private final TrainStep step;
  private final TrainingInput input;
  private final BatchMaker batches;
  private Optional<RunFolder> held = Optional.empty();
  private RunState state;
  private CoreSeconds coreSeconds = new CoreSeconds(0);

  private Trainer(Recipe recipe, TrainingInput input, Path folder, String device) {
    this.recipe = recipe;
    this.folder = folder;
    InitialWeights start = new InitialWeights(recipe);
    start.checkTokenizer(input.vocabulary());
    this.network = start.network();
    this.input = input;
    this.batches = new BatchMaker(recipe, input);
    TrainStep.Compute compute =
        new TrainStep.Compute(Dtype.arithmetic(recipe.precision()), TorchEngine.device(device));
    this.step = new TrainStep(network, compute, recipe.network().freezeEncoder(), start);
    this.state =
        new RunState(
            0,
            0,
            Curriculum.State.START,
            0,
            recipe.identity(),
            input.identity(),
            start.identity().orElse(null));
  }

  /**
   * Prepares a run, or resumes the one in the folder.
   *
   * @param folder made if it is not there
   * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
   * @throws IllegalArgumentException if the folder has the state of another recipe or other data,
   *     or a model and no state, or the device is not there
   * @throws IllegalStateException if another process trains in the folder
   */
  public static Trainer open(Recipe recipe, Path folder, String device) {
    RunFolder held = RunFolder.take(folder);
    try {
      Trainer trainer = made(recipe, folder, device);
      trainer.held = Optional.of(held);
      return trainer.resumed();
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /** The same on the CPU. */
  public static Trainer open(Recipe recipe, Path folder) {
    return open(recipe, folder, "cpu");
  }

  /** A trainer that is good for {@link #probe} alone. */
  static Trainer unsaved(Recipe recipe, String device) {
    return made(recipe, null, device);
  }

  private static Trainer made(Recipe recipe, Path folder, String device) {
    TrainingInput input = TrainingInput.open(recipe);
    try {
      return new Trainer(recipe, input, folder, device);
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private Trainer resumed() {
    try {
      resume();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void resume() {
    if (Files.isRegularFile(RunState.file(folder))) {
      RunState found = RunState.read(folder);
      boolean same = recipe.goesOnWith(found.recipe());
      if (!same || !found.data().equals(state.data())) {
        throw new IllegalArgumentException(
            folder.getFileName()
                + " holds a run of "
                + (same ? "other data" : "another recipe")
                + "; name another folder, or remove it");
      }
      RunState.restore(folder, step);
      state = found;
      // Steps that a killed process has made and not saved are made again, and have cost their
      // time.
      coreSeconds = new CoreSeconds(Math.max(found.coreSeconds(), TrainingLog.coreSeconds(folder)));
    }
  }

  /** Updates made so far. */
  public long stepsDone() {
    return state.step();
  }

  /** As {@link #run(TrainingMonitor, Validation)}, without validation. */
  public boolean run(TrainingMonitor monitor) {
    return run(monitor, Validation.NONE);
  }

  /**
   * Trains to the end, or until the monitor wants to stop, and saves.
   *
   * @param validation asked where the recipe wants it
   * @return whether the recipe is complete and the model written
   * @throws NonFiniteException if a loss or a gradient is no number
   * @throws IllegalStateException if the validation fails
   */
  public boolean run(TrainingMonitor monitor, Validation validation) {
    long start = System.nanoTime();
    RunState first = state;
    boolean stopped = false;
    try (TrainingLog log = new TrainingLog(folder, state.step())) {
      while (state.step() < recipe.schedule().steps() && !stopped) {
        TrainingLog.Line line = update();
        log.write(line, validated(line, validation, log));
        monitor.passed(progress(line, first, System.nanoTime() - start));
        stopped = monitor.wantsToStop();
        if (state.step() % recipe.schedule().saveEvery() == 0) {
          save(log);
        }
      }
      save(log);
    }
    boolean complete = state.step() == recipe.schedule().steps();
    if (complete) {
      write(folder);
      validateTheEnd(validation);
      TrainingCard.write(folder, recipe, state, network, input.tokensPerWord());
    }
    LogTable.write(folder);
    return complete;
  }

  /** Measures the finished model where its last step was not: the recipe was given that later. */
  private void validateTheEnd(Validation validation) {
    if (recipe.validation() != null && !TrainingLog.endsWithFigures(folder)) {
      Map<String, Double> figures = figures(validation);
      if (!figures.isEmpty()) {
        TrainingLog.addFigures(folder, figures);
      }
    }
  }

  private void save(TrainingLog log) {
    log.sync();
    state.save(folder, step);
  }

  /** Figures of the model as it is now, where the recipe wants them. */
  private Map<String, Double> validated(
      TrainingLog.Line line, Validation validation, TrainingLog log) {
    if (recipe.validation() == null || !recipe.schedule().validatesAfter(line.step())) {
      return Map.of();
    }
    Map<String, Double> figures = new TreeMap<>();
    try {
      coreSeconds.excluding(() -> figures.putAll(figures(validation)));
    } catch (RuntimeException e) {
      log.write(line, Map.of());
      save(log);
      throw new IllegalStateException(
          "the validation after step "
              + line.step()
              + " failed; the step is saved, and the same command goes on behind it: "
              + e.getMessage(),
          e);
    }
    return figures;
  }

  private Map<String, Double> figures(Validation validation) {
    try (TemporaryFolder temporary = new TemporaryFolder(folder.resolve("validation"))) {
      write(temporary.path());
      Map<String, Double> figures = validation.figures(temporary.path(), state.step());
      figures.forEach(
          (name, value) -> {
            if (!Double.isFinite(value)) {
              throw new IllegalStateException("figure " + name + " is " + value);
            }
          });
      return figures;
    }
  }

  /**
   * One update at a level, for its time alone.
   *
   * @return tokens that passed the network
   */
  long probe(Optional<Level> level) {
    long before = state.tokens();
    update(
        level.map(found -> new Curriculum.Choice(found, false)),
        new Draws(recipe.seed(), state.step()));
    return state.tokens() - before;
  }

  private TrainingLog.Line update() {
    Draws draws = new Draws(recipe.seed(), state.step());
    return update(curriculum().map(c -> c.choose(draws)), draws);
  }

  /** One update: all parts of the batch, clipping, AdamW, curriculum. */
  private TrainingLog.Line update(Optional<Curriculum.Choice> choice, Draws draws) {
    long begin = System.nanoTime();
    long before = state.tokens();
    List<BatchMaker.Made> parts = parts(choice, draws);
    TaskResults tasks = new TaskResults();
    TrainStep.Result result = backward(parts, tasks);
    double norm = finite("the gradient norm is ", step.gradientNorm());
    double rate = recipe.schedule().rate(state.step());
    step.update(recipe.optimizer(), rate, state.step(), norm);
    advance(parts, choice, result);
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new TrainingLog.Line(
        state.step(),
        state.tokens(),
        tasks,
        choice.map(Curriculum.Choice::level).orElse(null),
        result.loss(),
        result.accuracy(),
        norm,
        rate,
        new TrainingLog.Measured(
            seconds, (state.tokens() - before) / seconds, state.coreSeconds()));
  }

  private Optional<Curriculum> curriculum() {
    return Optional.ofNullable(recipe.curriculum())
        .map(plan -> new Curriculum(plan, state.curriculum()));
  }

  private List<BatchMaker.Made> parts(Optional<Curriculum.Choice> choice, Draws draws) {
    List<BatchMaker.Made> parts = new ArrayList<>();
    for (int i = 0; i < recipe.batch().parts(); i++) {
      parts.add(batches.part(choice.map(Curriculum.Choice::level), draws));
    }
    return parts;
  }

  private void advance(
      List<BatchMaker.Made> parts, Optional<Curriculum.Choice> choice, TrainStep.Result result) {
    Curriculum.State place = state.curriculum();
    if (choice.isPresent() && choice.get().current()) {
      Curriculum curriculum = curriculum().orElseThrow();
      curriculum.passed(result.accuracy());
      place = curriculum.state();
    }
    long tokens = parts.stream().mapToLong(made -> made.batch().tokens()).sum();
    state =
        new RunState(
            state.step() + 1,
            state.tokens() + tokens,
            place,
            coreSeconds.total(),
            state.recipe(),
            state.data(),
            state.start());
  }

  /** Mean over all predicted ids of all parts. */
  private TrainStep.Result backward(List<BatchMaker.Made> parts, TaskResults tasks) {
    double all = parts.stream().mapToInt(made -> made.batch().counted()).sum();
    double loss = 0;
    double accuracy = 0;
    for (BatchMaker.Made made : parts) {
      double weight = made.batch().counted() / all;
      TrainStep.Result result = step.backward(made.batch(), weight);
      loss += weight * finite("the loss is ", result.loss());
      accuracy += weight * result.accuracy();
      tasks.add(made.task(), result, made.batch().counted());
    }
    return new TrainStep.Result(loss, accuracy);
  }

  private double finite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new NonFiniteException(what + value, state.step() + 1, recipe.seed());
    }
    return value;
  }

  private TrainingProgress progress(TrainingLog.Line line, RunState first, long nanos) {
    double perStep = (double) nanos / (state.step() - first.step());
    return new TrainingProgress(
        line.step(),
        recipe.schedule().steps(),
        line.loss(),
        line.accuracy(),
        (state.tokens() - first.tokens()) / (nanos / 1e9),
        Duration.ofNanos((long) (perStep * (recipe.schedule().steps() - line.step()))),
        Optional.ofNullable(line.level()));
  }

  private void write(Path to) {
    Optional<ModelFolder.RccAbout> rcc =
        Optional.ofNullable(recipe.curriculum())
            .map(plan -> new ModelFolder.RccAbout(plan.last(), plan.rates(), recipe.prompts()));
    ModelFolder model = new ModelFolder(to);
    if (recipe.data().tokenizer().equals("bytes")) {
      model.byteTokenizer();
    } else {
      model.tokenizer(BundledModels.folder(recipe.data().tokenizer()));
    }
    model.write(step, network, recipe.weightType(), rcc);
  }

  /** The step with the weights as they are now. */
  TrainStep trained() {
    return step;
  }

  @Override
  public void close() {
    step.close();
    input.close();
    held.ifPresent(RunFolder::close);
  }
}
