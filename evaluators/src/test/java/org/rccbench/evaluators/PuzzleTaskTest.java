package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.datasets.TextContext;
import org.rccbench.evaluators.fake.FakeModel;
import org.rccbench.evaluators.fake.Texts;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.models.Tokenizer;

/** Each generated text holds its answer, found here by reading it, and no other right one. */
class PuzzleTaskTest {
  private static Tokenizer tokenizer;
  @TempDir Path folder;

  @BeforeAll
  static void open() {
    tokenizer = Tokenizer.load(FakeModel.tokenizerFolder());
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @Test
  void theNumberAskedForStandsOnceUnderItsNameAmongOthers() {
    Task task =
        new NeedleOptions(List.of(1500L), List.of(0.0, 50.0, 100.0), List.of(1, 5), 2, null)
            .task(1);
    List<Reading> readings = all(task);
    assertThat(readings).hasSize(3 * 2 * 2);
    assertThat(task.size()).isEqualTo(12);
    for (Reading reading : readings) {
      Request request = reading.requests().get(0);
      String text = text(reading, 1500);
      List<MatchResult> lines =
          Pattern.compile("The code of (\\w+) is (\\d{7})\\.").matcher(text).results().toList();
      assertThat(lines).hasSize(Integer.parseInt(request.cell().get("keys")));
      String name = request.question().replaceAll(".*The code of (\\w+) is", "$1");
      List<MatchResult> asked = lines.stream().filter(l -> l.group(1).equals(name)).toList();
      assertThat(asked).hasSize(1);
      assertThat(request.references())
          .extracting(Passage::text)
          .containsExactly(asked.get(0).group(2));
      double depth = 100.0 * asked.get(0).start() / (text.length() - 30);
      assertThat(depth).isEqualTo(Double.parseDouble(request.cell().get("depth")), within(12.0));
    }
  }

  @Test
  void variablesOfAValueAreThoseThatItWasHandedTo() {
    Task task = new VariableTrackingOptions(List.of(1500L), List.of(3), 2, 3, null).task(1);
    for (Reading reading : all(task)) {
      Request request = reading.requests().get(0);
      String text = text(reading, 1500);
      Map<String, String> values = new HashMap<>();
      Pattern.compile("VAR (\\w+) = (?:VAR )?(\\w+)\\.")
          .matcher(text)
          .results()
          .forEach(
              line -> values.put(line.group(1), values.getOrDefault(line.group(2), line.group(2))));
      assertThat(values).hasSize(2 * 4);
      String asked = request.question().replaceAll(".*value (\\d+)\\?.*", "$1");
      List<String> right =
          values.entrySet().stream()
              .filter(value -> value.getValue().equals(asked))
              .map(Map.Entry::getKey)
              .toList();
      assertThat(right).hasSize(4);
      assertThat(request.references())
          .extracting(Passage::text)
          .containsExactlyInAnyOrderElementsOf(right);
    }
  }

  @Test
  void theCommonWordsAreThoseCountedMostOften() {
    Task task = new WordCountingOptions(List.of(1200L), 4, 9, 2, 3, null).task(1);
    for (Reading reading : all(task)) {
      Map<String, Integer> counts = new HashMap<>();
      Pattern.compile("[0-9]+\\. (\\w+)")
          .matcher(text(reading, 1200))
          .results()
          .forEach(word -> counts.merge(word.group(1), 1, Integer::sum));
      assertThat(counts.values()).containsOnly(9, 2);
      assertThat(reading.requests().get(0).references())
          .extracting(Passage::text)
          .containsExactlyInAnyOrderElementsOf(
              counts.keySet().stream().filter(word -> counts.get(word) == 9).toList());
    }
  }

  @Test
  void theScoreIsTheShareOfAnswersInTheOutput() {
    Task task = new WordCountingOptions(List.of(1200L), 4, 9, 2, 1, null).task(1);
    Request request = all(task).get(0).requests().get(0);
    List<String> words = request.references().stream().map(Passage::text).toList();
    Subject subject = new Subject(tokenizer, true);
    assertThat(task.judge(request, Passage.ofText(task.ideal(request)), subject).scores())
        .isEqualTo(Map.of("ruler-all", 1.0));
    String three = words.get(0) + " and " + words.get(2) + ", " + words.get(3);
    assertThat(task.judge(request, Passage.ofText(three), subject).scores())
        .isEqualTo(Map.of("ruler-all", 0.75));
  }

  @Test
  void whatDoesNotFitIsSkippedWithTheReason() {
    assertThat(
            all(new WordCountingOptions(List.of(40L), 4, 9, 2, 1, null).task(1))
                .get(0)
                .requests()
                .get(0)
                .skip()
                .orElseThrow())
        .contains("40 tokens are too few for 4 words that come 9 times");
    assertThat(
            all(new NeedleOptions(List.of(5L), null, List.of(3), 1, null).task(1))
                .get(0)
                .requests()
                .get(0)
                .skip()
                .orElseThrow())
        .contains("5 tokens are too few");
  }

  @Test
  void perplexityIsThatOfTheTokensBehindTheContext() throws IOException {
    String text = Texts.words(400, 3);
    Files.writeString(folder.resolve("a.txt"), text);
    Task task =
        new Perplexity(
            new PerplexityOptions(new DataSource(null, folder), List.of(100, 200), 20, 2),
            Path.of(""));
    List<Reading> readings = all(task);
    assertThat(readings).hasSize(4);
    List<Integer> ids = new ArrayList<>();
    for (int id : tokenizer.encode(text)) {
      ids.add(id);
    }
    Request second = readings.get(1).requests().get(0);
    // pieces of 120 tokens
    assertThat(second.reference().ids()).isEqualTo(ids.subList(220, 240));
    assertThat(readings.get(1).context().tokenCount(tokenizer)).isEqualTo(100);
    assertThat(second.cell()).isEqualTo(Map.of("length", "100", "continuation", "20"));
    assertThat(second.prompt().ids()).isEmpty();
    double[] logs = new double[20];
    Arrays.fill(logs, Math.log(0.25));
    logs[0] = Math.log(0.5);
    Judgement judgement =
        task.judge(second, Passage.ofText(""), logs, new Subject(tokenizer, true));
    // the geometric mean of nineteen quarters and one half: 2^-(39/20)
    assertThat(judgement.scores().get("inverse-perplexity"))
        .isEqualTo(Math.pow(2, -39 / 20.0), within(1e-12));
  }

  @Test
  void moreWordsThanThereAreAreRefused() {
    assertThat(MadeWords.ALL).isEqualTo((int) Math.pow(14 * 5, 3));
    assertThatThrownBy(() -> MadeWords.draw(343_001, new Random(1)))
        .hasMessageContaining("343001 different words, there are 343000; ask for fewer");
    assertThatThrownBy(() -> new NeedleOptions(null, null, List.of(343_001), null, null))
        .hasMessageStartingWith("keys asks for 343001");
    assertThatThrownBy(() -> new WordCountingOptions(null, 343_001, null, null, null, null))
        .hasMessageStartingWith("words asks for 343001");
    assertThatThrownBy(() -> new VariableTrackingOptions(null, List.of(4), 68_601, null, null))
        .hasMessageStartingWith("hops of every chain asks for 343005");
    assertThatThrownBy(() -> new VariableTrackingOptions(null, List.of(1), 90_001, null, null))
        .hasMessage("chains must be at most 90000, one for each value, was 90001");
  }

  private static List<Reading> all(Task task) {
    try (Stream<Reading> readings = task.readings(new Subject(tokenizer, true))) {
      return readings.toList();
    }
  }

  /** The text, nearly as long as asked. */
  private static String text(Reading reading, int tokens) {
    assertThat(reading.context().tokenCount(tokenizer)).isBetween(tokens - 60L, (long) tokens);
    return ((TextContext) reading.context()).text();
  }
}
