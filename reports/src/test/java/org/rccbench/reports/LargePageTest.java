package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.rccbench.evaluators.results.CanonicalSamples;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;

/**
 * A page of many samples opens, filters and shows one at once: two models, outputs of 500 tokens.
 * {@code -Dlarge.page.samples=20000} makes it as large as a page gets and holds the times to their
 * bounds; a build takes fewer samples and holds the size and what is shown.
 */
class LargePageTest {
  private static final int SAMPLES = Integer.getInteger("large.page.samples", 2_000);
  private static final int WORDS = 375;
  private static final int VOCABULARY = 4_000;
  private static final Path GOLDEN = Path.of("src/test/resources/golden-run");

  /** Notes when the table of verdicts has been painted, before any script of the page runs. */
  private static final String WATCH =
      "new MutationObserver((changes, watcher) => {"
          + " if (document.querySelector('#t-verdicts tbody tr')) { watcher.disconnect();"
          + " requestAnimationFrame(() => setTimeout(() => window.painted = performance.now())); }"
          + "}).observe(document, {childList: true, subtree: true})";

  @TempDir private Path folder;

  @Test
  void manySamplesOpenFilterAndShowAtOnce() throws IOException {
    RunReport.write(
        new ReportOrder(
            List.of(run()),
            folder,
            Set.of(),
            Set.of(FigureFormat.SVG),
            FigureWidth.PAGE,
            Theme.LIGHT,
            Map.of(),
            ReportOrder.DEFAULT_MAX_SAMPLES));
    Path page = folder.resolve("report.html");
    ChromeDriver driver = Chromium.start();
    try {
      driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
      driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
      driver.get(page.toUri().toString());
      timed(driver, "window.painted !== undefined", "");
      double verdicts = number(driver, "return window.painted");
      double filter =
          timed(
              driver,
              "document.getElementById('sample-count').textContent.startsWith('"
                  + SAMPLES / 2
                  + " of')",
              "const f = document.getElementById('f-model'); f.value = 'b';"
                  + " f.dispatchEvent(new Event('change', {bubbles: true}))");
      double sample =
          timed(
              driver,
              "document.querySelector('#sample h3') !== null",
              "document.querySelector('#sample-table tbody tr:nth-child(50) button').click()");
      System.out.printf(
          Locale.ROOT,
          "page of %d samples: %.1f MiB, verdicts painted %.0f ms, filter %.0f ms, sample %.0f ms%n",
          SAMPLES,
          Files.size(page) / 1048576.0,
          verdicts,
          filter,
          sample);
      assertThat(Files.size(page)).isLessThanOrEqualTo(40_000_000);
      if (System.getProperty("large.page.samples") == null) {
        return; // times of a build that shares its machine say nothing
      }
      assertThat(verdicts).as("verdicts painted [ms]").isLessThan(2000);
      assertThat(filter).as("filter [ms]").isLessThan(200);
      assertThat(sample).as("sample opened [ms]").isLessThan(100);
    } finally {
      driver.quit();
    }
  }

  /** Does something, and says after how many milliseconds something else is true and painted. */
  private static double timed(ChromeDriver driver, String until, String act) {
    String script =
        "const done = arguments[arguments.length - 1], start = performance.now();"
            + "const look = () => ("
            + until
            + ") ? requestAnimationFrame(() => setTimeout(() =>"
            + " done(performance.now() - start))) : setTimeout(look, 1); "
            + act
            + "; look();";
    return ((Number) driver.executeAsyncScript(script)).doubleValue();
  }

  private static double number(ChromeDriver driver, String script) {
    return ((Number) driver.executeScript(script)).doubleValue();
  }

  private Path run() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.copy(GOLDEN.resolve("run.json"), run.resolve("run.json"));
    Files.copy(GOLDEN.resolve(Verdicts.FILE), run.resolve(Verdicts.FILE));
    Files.copy(GOLDEN.resolve("measurements.jsonl"), run.resolve("measurements.jsonl"));
    Random random = new Random(1);
    String[] vocabulary = new String[VOCABULARY];
    Arrays.setAll(vocabulary, i -> word(random));
    List<SampleLine> lines = new ArrayList<>();
    for (int i = 0; i < SAMPLES / 2; i++) {
      String[] reference = new String[WORDS];
      Arrays.setAll(reference, w -> vocabulary[random.nextInt(VOCABULARY)]);
      lines.add(line("a", i, reference, changed(reference, 0.05, vocabulary, random)));
      lines.add(line("b", i, reference, changed(reference, 0.3, vocabulary, random)));
    }
    CanonicalSamples.write(lines, run.resolve(Journal.FILE));
    return run;
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 3 + random.nextInt(6); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private static String changed(
      String[] reference, double share, String[] vocabulary, Random random) {
    String[] words = reference.clone();
    for (int i = 0; i < words.length; i++) {
      if (random.nextDouble() < share) {
        words[i] = vocabulary[random.nextInt(VOCABULARY)];
      }
    }
    return String.join(" ", words);
  }

  private static SampleLine line(String model, int sample, String[] reference, String output) {
    String whole = String.join(" ", reference);
    double score = model.equals("a") ? 0.9 : 0.4;
    String name = "reconstruction-" + sample / 5 + "-" + sample % 5;
    return new SampleLine(
        name,
        model + name,
        "reconstruction",
        1,
        model,
        true,
        null,
        new TreeMap<>(Map.of("position", String.valueOf(sample % 5 * 600))),
        "context " + sample / 5,
        String.join(" ", Arrays.copyOf(reference, 8)),
        output,
        List.of(1),
        null,
        List.of(whole),
        new TreeMap<>(Map.of("bleu4-ids-nltk-method1@500", score)),
        new TreeMap<>(Map.of("excerpt", String.join(" ", Arrays.copyOf(reference, 40)))),
        List.of(),
        new TreeMap<>(Map.of("given", 2048, "read", 2048, "slots", 64, "kvBytes", 1 << 20)),
        Outcome.SCORED,
        null,
        new TreeMap<>(Map.of("prefillSeconds", 0.25, "decodeSeconds", 1.5)));
  }
}
