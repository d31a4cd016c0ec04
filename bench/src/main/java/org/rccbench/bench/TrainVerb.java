package org.rccbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.rccbench.evaluators.Progress;
import org.rccbench.evaluators.YamlOverrides;
import org.rccbench.reports.TrainingReport;
import org.rccbench.training.DryRun;
import org.rccbench.training.Recipe;
import org.rccbench.training.RecipeFile;
import org.rccbench.training.Trainer;
import org.rccbench.training.TrainingMonitor;
import org.rccbench.training.TrainingProgress;
import org.rccbench.training.Validation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a model by a recipe, or goes on with a run that was stopped. */
@Command(
    name = "train",
    description = {
      "Trains a model by a recipe; with --out of a run that was stopped, goes on with it.",
      "Interrupted, it saves and ends; the folder then holds training.state, at the end a checkpoint",
      "with its card, the log as a table and the loss as a figure."
    },
    footer = {
      "",
      "Example: rcc-bench train recipes/first.yaml --dry-run",
      "Example: rcc-bench train my-recipe.yaml --set schedule.steps=500 --out my-model"
    })
final class TrainVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RECIPE.yaml", description = "The recipe; see docs/training.md.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run's folder; needed but for --dry-run.")
  private Path out;

  @Option(
      names = "--set",
      paramLabel = "a.b=v",
      description = "Sets a value of the recipe; a run goes on only with the values that it has.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu, cuda, cuda:1, ... (${DEFAULT-VALUE}).")
  private String device;

  @Option(
      names = "--dry-run",
      description = "Times a few steps and tells hours, memory and bytes; writes nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    Recipe recipe = recipe();
    if (dryRun) {
      Validation validation = SuiteValidation.of(recipe); // says what is wrong with it
      print(DryRunReport.of(recipe, DryRun.of(recipe, device), validation != Validation.NONE));
      return ExitCode.OK.status();
    }
    if (out == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--out=DIR'");
    }
    return train(recipe);
  }

  /** A mistake that is in the file itself is told with its place there, whatever else is set. */
  private Recipe recipe() throws IOException {
    String name = file.getFileName().toString();
    String text = Files.readString(file);
    if (overrides.isEmpty()) {
      return RecipeFile.parse(text, name);
    }
    String made = YamlOverrides.applied(text, name, overrides);
    try {
      return RecipeFile.parse(made, name + " with --set " + String.join(" --set ", overrides));
    } catch (IllegalArgumentException e) {
      RecipeFile.parse(text, name);
      throw e;
    }
  }

  private int train(Recipe recipe) {
    Watch watch = new Watch();
    Validation validation = SuiteValidation.of(recipe);
    Runtime.getRuntime().addShutdownHook(new Thread(watch::stopAndWait, "save-and-end"));
    try (Progress progress = TerminalProgress.choose(common);
        Trainer trainer = Trainer.open(recipe, out, device)) {
      progress.start("train " + recipe.name(), recipe.schedule().steps());
      watch.show(progress);
      boolean complete = trainer.run(watch, validation);
      TrainingReport.write(out);
      print(new Report(recipe.name(), out.toString(), trainer.stepsDone(), complete, watch.last()));
      return (complete ? ExitCode.OK : ExitCode.EVIDENCE).status();
    } finally {
      watch.ended(); // after the last word: a signal's end of the process waits for it
    }
  }

  /** Something to print in words or as JSON. */
  interface Printable {
    String text();
  }

  private void print(Printable report) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(common.json ? Json.line(report) : report.text());
    writer.flush();
  }

  /** What is printed at the end. */
  private record Report(
      String recipe, String folder, long steps, boolean complete, TrainingSummary last)
      implements Printable {

    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          "%s: %d steps, %s%s",
          folder,
          steps,
          complete ? "complete" : "stopped; the same command goes on",
          last == null ? "" : "; " + last.text());
    }
  }

  /** Loss and accuracy of the last step of this process. */
  private record TrainingSummary(double loss, double accuracy, double tokensPerSecond) {
    String text() {
      return String.format(
          Locale.ROOT, "loss %.4f, accuracy %.3f, %.0f tokens/s", loss, accuracy, tokensPerSecond);
    }
  }

  /** Shows each step, and lets a signal end the run with everything saved. */
  private static final class Watch implements TrainingMonitor {
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean stop;
    private Progress progress = Progress.NONE;
    private TrainingSummary last;

    void show(Progress shown) {
      progress = shown;
    }

    @Override
    public void passed(TrainingProgress step) {
      last = new TrainingSummary(step.loss(), step.accuracy(), step.tokensPerSecond());
      progress.advance(step.step(), last.text() + note(step.left()) + level(step));
    }

    private static String note(Duration left) {
      return String.format(Locale.ROOT, ", %d:%02d left", left.toMinutes(), left.toSecondsPart());
    }

    private static String level(TrainingProgress step) {
      return step.level().map(l -> ", window " + l.window() + " rate " + l.rate()).orElse("");
    }

    @Override
    public boolean wantsToStop() {
      return stop;
    }

    TrainingSummary last() {
      return last;
    }

    void ended() {
      over.countDown();
    }

    /** Called when the process is asked to end; returns when the run has saved. */
    void stopAndWait() {
      stop = true;
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
