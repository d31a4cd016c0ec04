package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.rccbench.datasets.Datasets;
import org.rccbench.models.ContextModels;

/** What docs/ says about tasks, models, readers and profiles is what the code does. */
class ReferenceDocsTest {
  private static final String AGAIN =
      "%s is stale; write it again with: mvn test -pl datasets,models,evaluators"
          + " -Dtest=ReferenceDocsTest -Ddocs.write=true";

  @Test
  void everyTaskWithItsOptions() throws IOException {
    isFresh("docs/tasks.md", ReferencePages.tasks());
    assertThat(ReferencePages.tasks())
        .contains(Catalogue.here().tasks().stream().map(task -> "\n## " + task + "\n").toList())
        .contains("| `lengths` | `[2048, 8192, 32768]` | context lengths in tokens,")
        .contains("| `timeout_seconds` |  | how long a sample may take,");
  }

  @Test
  void everyKindOfModel() throws IOException {
    isFresh("docs/models.md", ReferencePages.models());
    assertThat(ReferencePages.models())
        .contains("| `truncated` | the uncompressed decoder over the context's last window. |")
        .contains("| `dtype` | `f32` | `f32` (default) or `bf16` |");
    assertThat(ContextModels.kinds())
        .filteredOn(kind -> !ReferencePages.models().contains("\n| `" + kind + "` | "))
        .as("kinds of these tests alone")
        .containsExactlyInAnyOrder("broken", "echo", "every-third");
  }

  @Test
  void everyReader() throws IOException {
    isFresh("docs/datasets.md", inserted("docs/datasets.md", "readers", ReferencePages.readers()));
    String page = Files.readString(SourceComments.root().resolve("docs/datasets.md"));
    for (Datasets reader : Datasets.values()) {
      assertThat(page).as("the table of readers").contains("\n| `" + reader.label() + "` | ");
    }
  }

  @Test
  void everyProfile() throws IOException {
    isFresh("docs/scoring.md", inserted("docs/scoring.md", "profiles", ReferencePages.profiles()));
  }

  /** A page with its generated part written anew. */
  private static String inserted(String page, String part, String text) throws IOException {
    String whole = Files.readString(SourceComments.root().resolve(page));
    String begin = "<!-- " + part + ": begin -->\n";
    String end = "<!-- " + part + ": end -->";
    assertThat(whole).contains(begin, end);
    return whole.substring(0, whole.indexOf(begin) + begin.length())
        + text
        + whole.substring(whole.indexOf(end));
  }

  private static void isFresh(String page, String text) throws IOException {
    Path file = SourceComments.root().resolve(page);
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(file, text);
    }
    assertThat(file).as(AGAIN, page).hasContent(text);
  }
}
