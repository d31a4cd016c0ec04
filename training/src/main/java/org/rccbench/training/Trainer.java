package org.rccbench.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rccbench.models.checkpoint.Dtype;

/**
 * Runs a recipe in a folder: log.jsonl and training.state as it goes, the model at its end. A
 * folder with a state is resumed; the weights are then byte for byte those of a run that was never
 * interrupted, on one machine and with one thread.
 */
public final class Trainer implements AutoCloseable {
  private final Recipe recipe;
  private final Path folder;
  private final Network network;
  private final TrainStep step;
  private final TrainingInput input;
  private final BatchMaker batches;
  private RunState state;

  private Trainer(Recipe recipe, TrainingInput input, Path folder) {
    this.recipe = recipe;
    this.folder = folder;
    InitialWeights start = new InitialWeights(recipe);
    this.network = start.network();
    this.input = input;
    this.batches = new BatchMaker(recipe, input);
    this.step =
        new TrainStep(
            network, Dtype.arithmetic(recipe.precision()), recipe.network().freezeEncoder(), start);
    this.state = new RunState(0, 0, Curriculum.State.START, recipe.identity(), input.identity());
  }

  /**
   * Prepares a run, or resumes the one in the folder.
   *
   * @param folder made if it is not there
   * @throws IllegalArgumentException if the folder has the state of another recipe or other data
   */
  public static Trainer open(Recipe recipe, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be made: " + e.getMessage(), e);
    }
    TrainingInput input = TrainingInput.open(recipe);
    Trainer trainer;
    try {
      trainer = new Trainer(recipe, input, folder);
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
    try {
      trainer.resume();
      return trainer;
    } catch (RuntimeException e) {
      trainer.close();
      throw e;
    }
  }

  private void resume() {
    if (Files.isRegularFile(RunState.file(folder))) {
      RunState found = RunState.read(folder);
      if (!found.recipe().equals(state.recipe()) || !found.data().equals(state.data())) {
        throw new IllegalArgumentException(
            folder.getFileName()
                + " holds a run of "
                + (found.recipe().equals(state.recipe()) ? "other data" : "another recipe")
                + "; name another folder, or remove it");
      }
      RunState.restore(folder, step);
      state = found;
    }
  }

  /** Updates made so far. */
  public long stepsDone() {
    return state.step();
  }

  /**
   * Trains to the end, or until the monitor wants to stop, and saves.
   *
   * @return whether the recipe is complete and the model written
   * @throws NonFiniteException if a loss or a gradient is no number
   */
  public boolean run(TrainingMonitor monitor) {
    long start = System.nanoTime();
    RunState first = state;
    boolean stopped = false;
    try (TrainingLog log = new TrainingLog(folder, state.step())) {
      while (state.step() < recipe.schedule().steps() && !stopped) {
        TrainingLog.Line line = step();
        log.write(line);
        monitor.passed(progress(line, first, System.nanoTime() - start));
        stopped = monitor.wantsToStop();
        if (state.step() % recipe.schedule().saveEvery() == 0) {
          state.save(folder, step);
        }
      }
    }
    state.save(folder, step);
    boolean complete = state.step() == recipe.schedule().steps();
    if (complete) {
      write();
    }
    return complete;
  }

  /** One update: all parts of the batch, clipping, AdamW, curriculum. */
  private TrainingLog.Line step() {
    long begin = System.nanoTime();
    Draws draws = new Draws(recipe.seed(), state.step());
    Optional<Curriculum.Choice> choice = curriculum().map(c -> c.choose(draws));
    List<BatchMaker.Made> parts = parts(choice, draws);
    TaskResults tasks = new TaskResults();
    TrainStep.Result result = backward(parts, tasks);
    double norm = finite("the gradient norm is ", step.gradientNorm());
    double rate = recipe.schedule().rate(state.step());
    step.update(recipe.optimizer(), rate, state.step(), norm);
    advance(parts, choice, result);
    return new TrainingLog.Line(
        state.step(),
        state.tokens(),
        tasks,
        choice.map(Curriculum.Choice::level).orElse(null),
        result.loss(),
        result.accuracy(),
        norm,
        rate,
        (System.nanoTime() - begin) / 1e9);
  }

  private Optional<Curriculum> curriculum() {
    return Optional.ofNullable(recipe.curriculum())
        .map(plan -> new Curriculum(plan, state.curriculum()));
  }

  private List<BatchMaker.Made> parts(Optional<Curriculum.Choice> choice, Draws draws) {
    List<BatchMaker.Made> parts = new ArrayList<>();
    for (int i = 0; i < recipe.batch().parts(); i++) {
      parts.addAll(batches.part(choice.map(Curriculum.Choice::level), draws));
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
            state.step() + 1, state.tokens() + tokens, place, state.recipe(), state.data());
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

  private void write() {
    Optional<ModelFolder.RccAbout> rcc =
        Optional.ofNullable(recipe.curriculum())
            .map(plan -> new ModelFolder.RccAbout(plan.last(), plan.rates(), recipe.prompts()));
    ModelFolder model = new ModelFolder(folder);
    if (recipe.data().tokenizer().equals("bytes")) {
      model.byteTokenizer();
    } else {
      model.tokenizer(Path.of(recipe.data().tokenizer()));
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
  }
}
