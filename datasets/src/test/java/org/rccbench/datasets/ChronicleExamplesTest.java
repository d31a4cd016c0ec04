package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A context has a length in the range that was asked for, and its questions are of its text. */
class ChronicleExamplesTest {
  static Stream<Arguments> buckets() {
    return Stream.of(Encoders.values())
        .flatMap(encoder -> TokenRange.BUCKETS.stream().map(range -> Arguments.of(encoder, range)));
  }

  @ParameterizedTest
  @MethodSource("buckets")
  void contextsHaveTokensInTheRange(Encoders encoder, TokenRange range) {
    Chronicle chronicle = Chronicle.of(World.TEST, 17);
    Dataset dataset = new ChronicleExamples(chronicle, encoder).dataset(range, 100, 30, 6);
    Set<String> contexts = new HashSet<>();
    Set<String> ids = new HashSet<>();
    List<Integer> lengths = new ArrayList<>();
    dataset
        .examples()
        .forEach(
            example -> {
              String text = ((TextContext) example.context()).text();
              int tokens = encoder.encode(text).length;
              assertThat(tokens).isGreaterThan(range.above()).isLessThanOrEqualTo(range.upTo());
              assertThat(example.context().tokenCount(encoder)).isEqualTo(tokens);
              assertThat(example.attributes())
                  .containsEntry("bucket", range.label())
                  .containsEntry("tokens", Integer.toString(tokens))
                  .containsEntry("world", "test")
                  .containsKeys("form", "kind", "hops", "facts", "wording", "people");
              assertThat(ids.add(example.id())).isTrue();
              AnswerByReading reader =
                  new AnswerByReading(
                      new ParsedChronicle(text, Paraphrases.SEEN), Paraphrases.SEEN);
              assertThat(reader.answers(example.question()))
                  .extracting(AnswerByReading.Read::answer)
                  .containsExactly(example.answers().get(0));
              if (contexts.add(text)) {
                lengths.add(tokens);
              }
            });

    assertThat(contexts).hasSize(30);
    assertThat(ids).hasSizeGreaterThan(100);
    double mean = lengths.stream().mapToInt(Integer::intValue).average().orElseThrow();
    // The first range holds lengths that no document has; in the others they are spread.
    if (range.above() > 0) {
      double width = range.upTo() - range.above();
      assertThat(mean - range.above()).isBetween(0.25 * width, 0.75 * width);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDocumentOfSoManyTokensHasFewerByASentenceAtMost(Encoders encoder) {
    ChronicleExamples examples = new ChronicleExamples(Chronicle.of(World.TEST, 3), encoder);
    for (int tokens : List.of(250, 251, 400, 2000, 20_000)) {
      for (long index = 0; index < 10; index++) {
        String text = examples.document(index, tokens).text();
        int words = text.split("\\s+", -1).length;
        int found = encoder.encode(text).length;
        assertThat(found).isLessThanOrEqualTo(tokens);
        assertThat(tokens - found).isLessThan(1 + 22 * found / words);
      }
    }
  }

  @Test
  void aPassCanBeRepeatedAndContinued() {
    ChronicleExamples examples =
        new ChronicleExamples(Chronicle.of(World.VALIDATION, 5), Encoders.NEOX);
    TokenRange range = TokenRange.BUCKETS.get(1);
    Dataset all = examples.dataset(range, 0, 10, 3);
    List<String> once = all.examples().map(ChronicleExamplesTest::show).toList();

    assertThat(all.examples().map(ChronicleExamplesTest::show)).isEqualTo(once);
    assertThat(
            Stream.concat(
                    examples.dataset(range, 0, 4, 3).examples(),
                    examples.dataset(range, 4, 6, 3).examples())
                .map(ChronicleExamplesTest::show))
        .isEqualTo(once);
  }

  private static String show(Example example) {
    return example.id() + example.context().sha256() + example.question() + example.answers();
  }

  @Test
  void theCardSaysWhatIsSharedAndChangesWithWhatItStandsFor() {
    Chronicle chronicle = Chronicle.of(World.TEST, 5);
    DatasetCard card = chronicle.card();

    assertThat(card.name()).isEqualTo("Chronicle 1, test");
    assertThat(card.licence()).isEqualTo("Apache-2.0");
    assertThat(card.source())
        .contains("seed 5")
        .contains("of the test world alone")
        .contains("closed word lists and sentences are shared by all worlds");
    assertThat(Chronicle.of(World.TEST, 5).card()).isEqualTo(card);
    assertThat(
            Stream.of(
                    chronicle,
                    Chronicle.of(World.TEST, 6),
                    Chronicle.of(World.TRAIN, 5),
                    chronicle.worded(Paraphrases.UNSEEN, Paraphrases.SEEN),
                    chronicle.worded(Paraphrases.SEEN, Paraphrases.UNSEEN))
                .map(each -> each.card().sha256()))
        .doesNotHaveDuplicates();
    assertThat(
            new ChronicleExamples(chronicle, Encoders.BYTES)
                .dataset(TokenRange.BUCKETS.get(2), 0, 1, 1)
                .card())
        .isEqualTo(card);
  }

  @Test
  void whatCannotBeIsRefused() {
    ChronicleExamples examples =
        new ChronicleExamples(Chronicle.of(World.TRAIN, 5), Encoders.BYTES);

    assertThatThrownBy(() -> examples.document(0, new TokenRange(0, 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 0 and up to 20 tokens");
    assertThatThrownBy(() -> examples.dataset(TokenRange.BUCKETS.get(0), -1, 1, 1))
        .hasMessageContaining("was -1, 1 and 1");
    assertThatThrownBy(() -> new TokenRange(5, 5)).hasMessageContaining("was 5 and 5");
  }
}
