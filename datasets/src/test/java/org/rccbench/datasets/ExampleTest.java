package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Examples and cards cannot be wrong or change once made. */
class ExampleTest {
  private static final Context CONTEXT = TextContext.of("text");

  @Test
  void anExampleKeepsItsOwnCopies() {
    List<String> answers = new ArrayList<>(List.of("yes"));
    SortedMap<String, String> attributes = new TreeMap<>(Comparator.reverseOrder());
    attributes.put("a", "1");
    attributes.put("b", "2");
    Example example = new Example("id", CONTEXT, "?", answers, attributes);
    answers.add("no");
    attributes.clear();

    assertThat(example.answers()).containsExactly("yes");
    assertThat(example.attributes().keySet()).containsExactly("a", "b");
    assertThatThrownBy(() -> example.attributes().put("c", "3"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anExampleWithoutAnIdOrAContextIsRefused() {
    TreeMap<String, String> none = new TreeMap<>();
    assertThatThrownBy(() -> new Example(" ", CONTEXT, "", List.of(), none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Example("id", null, "", List.of(), none))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("context");
  }

  @Test
  void aCardWithoutALicenceOrAHashIsRefused() {
    String hash = CONTEXT.sha256();
    assertThat(new DatasetCard("n", "s", "from", "l", hash).sha256()).isEqualTo(hash);
    assertThatThrownBy(() -> new DatasetCard("n", "s", "from", "", hash))
        .hasMessage("licence of a data set card must not be blank");
    assertThatThrownBy(() -> new DatasetCard("n", "s", "from", "l", "ABC"))
        .hasMessageContaining("was \"ABC\"");
  }
}
