package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rccbench.datasets.World;
import org.rccbench.evaluators.fake.FakeModel;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.models.Tokenizer;

/**
 * Generated documents are of a world that no training has seen, and have the questions that are
 * asked for.
 */
class GeneratedQuestionsTest {
  private static final String TURN = "<|im_end|>\n<|im_start|>assistant\n";
  private static Tokenizer tokenizer;

  @BeforeAll
  static void loadTokenizer() {
    tokenizer = Tokenizer.load(FakeModel.tokenizerFolder());
  }

  @AfterAll
  static void closeTokenizer() {
    tokenizer.close();
  }

  @Test
  void theBestOfSeveralAnswersCounts() throws IOException {
    Task task = QuestionTasks.chronicle(List.of("count"), 300, 2);
    Subject subject = new Subject(tokenizer, true);
    Request request = QuestionTasks.all(task, subject).get(0).requests().get(0);
    assertThat(request.references()).hasSizeGreaterThan(1);
    for (Passage reference : request.references()) {
      Judgement judgement =
          task.judge(
              request, Passage.ofText(request.question() + TURN + reference.text()), subject);
      assertThat(judgement.scores().values()).containsOnly(1.0);
    }
  }

  @Test
  void generatedDocumentsAreOfTheTestWorldInTheLengthsAskedForAndNeverTheSame() {
    Task task = QuestionTasks.chronicle(null, 400, 3);
    List<Reading> readings = QuestionTasks.all(task, new Subject(tokenizer, false));
    assertThat(readings).hasSize(2 * 3);
    assertThat(readings.stream().map(Reading::context).map(c -> c.sha256()))
        .doesNotHaveDuplicates();
    for (Reading reading : readings) {
      long tokens = reading.context().tokenCount(tokenizer);
      int length = Integer.parseInt(reading.requests().get(0).cell().get("length"));
      assertThat(tokens).isBetween(length * 7L / 10, (long) length);
      assertThat(reading.requests()).hasSizeBetween(1, 2);
      for (Request request : reading.requests()) {
        assertThat(request.remarks().details()).containsEntry("tokens", tokens);
        assertThat(request.skip()).isEmpty();
      }
    }
    Set<World> worlds = new TreeSet<>();
    for (Reading reading : readings) {
      for (String word : QuestionTasks.text(reading).split("[^0-9]+", -1)) {
        if (word.length() == 5) {
          worlds.add(World.of(word));
        }
      }
    }
    assertThat(worlds).containsExactly(World.TEST);
    assertThat(
            QuestionTasks.all(task, new Subject(tokenizer, false)).stream()
                .map(r -> r.context().sha256()))
        .containsExactlyElementsOf(readings.stream().map(r -> r.context().sha256()).toList());
  }

  @Test
  void onlyTheFormsAskedForAreAsked() {
    List<Reading> readings =
        QuestionTasks.all(
            QuestionTasks.chronicle(List.of("yes-no", "two-hop"), 300, 4),
            new Subject(tokenizer, true));
    Set<String> forms =
        readings.stream()
            .flatMap(reading -> reading.requests().stream())
            .map(request -> request.cell().get("form"))
            .collect(Collectors.toSet());
    assertThat(forms).containsExactlyInAnyOrder("yes-no", "two-hop");
  }

  @Test
  void anExcerptHasTheSentencesOfTheEvidence() {
    for (Reading reading :
        QuestionTasks.all(QuestionTasks.chronicle(null, 400, 3), new Subject(tokenizer, false))) {
      for (Request request : reading.requests()) {
        String excerpt = (String) request.remarks().details().get("excerpt");
        assertThat(excerpt.length()).isLessThanOrEqualTo(300);
        for (String sentence : excerpt.split(" … ", -1)) {
          assertThat(QuestionTasks.text(reading)).contains(sentence.replaceAll("…$", ""));
        }
      }
    }
  }
}
