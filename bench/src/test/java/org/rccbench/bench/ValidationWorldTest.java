package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A suite's task that names no world reads the test world; a recipe's must not. */
class ValidationWorldTest {
  private static JsonNode chosen(String tasks) throws IOException {
    JsonNode json = new ObjectMapper().readTree(tasks);
    ValidationWorld.choose(json);
    return json;
  }

  @Test
  void whatNamesNoWorldReadsTheValidationWorld() throws IOException {
    JsonNode tasks =
        chosen(
            "[{\"task\":\"passkey\"},{\"task\":\"question_answering\",\"chronicle\":{\"world\":null}},"
                + "{\"task\":\"reconstruction\",\"chronicle\":{}},"
                + "{\"task\":\"passkey\",\"world\":\"validation\"},"
                + "{\"task\":\"reconstruction\",\"data\":{\"path\":\"held.txt\"}}]");
    assertThat(tasks)
        .hasToString(
            "[{\"task\":\"passkey\",\"world\":\"validation\"},"
                + "{\"task\":\"question_answering\",\"chronicle\":{\"world\":\"validation\"}},"
                + "{\"task\":\"reconstruction\",\"chronicle\":{\"world\":\"validation\"}},"
                + "{\"task\":\"passkey\",\"world\":\"validation\"},"
                + "{\"task\":\"reconstruction\",\"data\":{\"path\":\"held.txt\"}}]");
  }

  @Test
  void theTestWorldIsRefusedWithItsPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chosen("[{},{\"task\":\"passkey\",\"world\":\"test\"}]"))
        .withMessage(
            "validation.tasks[1]: this is the test world, from which reported numbers come; validate"
                + " a training on world validation, with passkey, question_answering or"
                + " reconstruction");
  }
}
