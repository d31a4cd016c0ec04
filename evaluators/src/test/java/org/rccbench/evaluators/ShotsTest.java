package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.fake.FakeModel;
import org.rccbench.models.Tokenizer;

/** Other questions about the context are shown where the suite says, or the sample is skipped. */
class ShotsTest {
  private static Tokenizer tokenizer;
  @TempDir private Path folder;

  @BeforeAll
  static void loadTokenizer() {
    tokenizer = Tokenizer.load(FakeModel.tokenizerFolder());
  }

  @AfterAll
  static void closeTokenizer() {
    tokenizer.close();
  }

  @Test
  void otherQuestionsAreShownInThePromptOrInWhatIsRead() {
    for (String place : List.of("prompt", "encoder")) {
      ChronicleSource source = new ChronicleSource(null, List.of(500), null, null, null);
      Task task =
          QuestionTasks.task(
              new QuestionAnsweringOptions(
                  null, source, QuestionTasks.MODES, 1, 2, 20, null, null, null, 2, place, null));
      Task without =
          QuestionTasks.task(
              new QuestionAnsweringOptions(
                  null, source, QuestionTasks.MODES, 1, 4, 20, null, null, null, null, null, null));
      List<Reading> plain = QuestionTasks.all(without, new Subject(tokenizer, false));
      List<Request> questions = plain.get(0).requests();
      assertThat(questions).hasSize(4);
      StringBuilder shots = new StringBuilder();
      for (Request shot : questions.subList(2, 4)) {
        shots.append("\n\n").append(shot.question()).append('\n');
        shots.append(shot.reference().text());
      }
      List<Reading> shown = QuestionTasks.all(task, new Subject(tokenizer, true));
      // two questions behind the context, and both about the context alone
      assertThat(shown).hasSize(3);
      boolean inPrompt = place.equals("prompt");
      String context = QuestionTasks.text(plain.get(0)) + (inPrompt ? "" : shots);
      assertThat(QuestionTasks.text(shown.get(2))).isEqualTo(context);
      assertThat(QuestionTasks.text(shown.get(0)))
          .isEqualTo(context + "\n\n" + questions.get(0).question());
      assertThat(shown.get(0).requests().get(2).prompt().text())
          .isEqualTo((inPrompt ? shots : "") + "\n Answer:");
      assertThat(shown.get(2).requests())
          .hasSize(2)
          .allSatisfy(
              request -> assertThat(request.cell()).containsEntry("shots", "2 in " + place));
    }
  }

  @Test
  void aContextWithoutOtherQuestionsHasNoShots() throws IOException {
    DataSource data = QuestionTasks.pwc(folder);
    Task task =
        QuestionTasks.task(
            new QuestionAnsweringOptions(
                data, null, QuestionTasks.MODES, 10, null, 20, null, null, null, 1, null, null));
    assertThat(
            QuestionTasks.all(task, new Subject(tokenizer, true)).get(0).requests().get(0).skip())
        .hasValue("there are 0 other questions about this context to show, and shots is 1");
  }

  @Test
  void theLastContextKeepsItsShotsWhereTheSamplesEnd() throws IOException {
    List<String> questions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      questions.add(
          """
          {"question": "Which %d?", "question_id": "q%d", "answers": [{"answer":
            {"unanswerable": false, "extractive_spans": ["red"], "free_form_answer": "",
             "yes_no": null}}]}
          """
              .replace("%d", Integer.toString(i)));
    }
    Path file = folder.resolve("qasper.json");
    Files.writeString(
        file,
        "{\"p\": {\"full_text\": [{\"section_name\": \"S\", \"paragraphs\": [\"Ann has a red"
            + " box.\"]}], \"qas\": ["
            + String.join(",", questions)
            + "]}}");
    DataSource data = new DataSource("qasper", file);
    Task task =
        QuestionTasks.task(
            new QuestionAnsweringOptions(
                data, null, QuestionTasks.MODES, 1, null, 20, null, null, null, 2, "prompt", null));
    List<Reading> readings = QuestionTasks.all(task, new Subject(tokenizer, false));
    assertThat(readings).hasSize(1);
    assertThat(readings.get(0).requests())
        .singleElement()
        .satisfies(request -> assertThat(request.skip()).isEmpty())
        .satisfies(request -> assertThat(request.question()).isEqualTo("Which 0?"))
        .satisfies(
            request ->
                assertThat(request.prompt().text())
                    .containsSubsequence("Which 2?", "red", "Which 3?", "red", "Which 0?"));
  }
}
