package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A document follows from world, seed and index, and has the length that was asked for. */
class ChronicleTest {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  @ParameterizedTest
  @ValueSource(ints = {30, 60, 120, 250, 500, 900, 1400, 5000})
  void aDocumentEndsWithTheSentenceThatReachesItsWords(int words) {
    Chronicle chronicle = Chronicle.of(World.TRAIN, 11);
    for (long index = 0; index < 40; index++) {
      ChronicleDocument document = chronicle.document(index, words);
      String text = document.text();
      List<Sentence> sentences = document.sentences();
      Sentence last = sentences.get(sentences.size() - 1);

      assertThat(SPACE.split(text)).hasSize(document.words());
      assertThat(document.words()).isGreaterThanOrEqualTo(words);
      assertThat(last.end()).isEqualTo(text.length());
      assertThat(document.words() - SPACE.split(last.of(text)).length).isLessThan(words);
    }
  }

  @Test
  void aDocumentIsMadeWithoutTheOnesBeforeIt() {
    List<String> inOrder =
        Chronicle.of(World.TEST, 3).documents(0).limit(50).map(ChronicleDocument::text).toList();
    List<String> backwards =
        LongStream.range(0, 50)
            .mapToObj(i -> Chronicle.of(World.TEST, 3).document(49 - i).text())
            .toList();

    assertThat(inOrder).doesNotHaveDuplicates();
    for (int i = 0; i < 50; i++) {
      assertThat(backwards.get(49 - i)).isEqualTo(inOrder.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aShorterDocumentIsTheBeginningOfALongerOne(World world) {
    Chronicle chronicle = Chronicle.of(world, 5);
    for (long index = 0; index < 20; index++) {
      String longer = chronicle.document(index, 4000).text();
      for (int words : List.of(40, 300, 1300, 2500)) {
        assertThat(longer).startsWith(chronicle.document(index, words).text());
      }
    }
  }

  @Test
  void seedsWorldsAndIndexesGiveTextsOfTheirOwn() {
    List<String> texts =
        LongStream.range(0, 20)
            .mapToObj(Long::valueOf)
            .flatMap(
                seed ->
                    List.of(World.values()).stream()
                        .flatMap(
                            world ->
                                LongStream.range(0, 20)
                                    .mapToObj(i -> Chronicle.of(world, seed).document(i).text())))
            .toList();

    assertThat(texts).hasSize(1200).doesNotHaveDuplicates();
  }

  @Test
  void theContextIsTheTextOfTheDocument() {
    Chronicle chronicle = Chronicle.of(World.VALIDATION, 9);
    for (int words : List.of(60, 1400, 20_000)) {
      assertThat(chronicle.context(2, words).text()).isEqualTo(chronicle.document(2, words).text());
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    Chronicle chronicle = Chronicle.of(World.TRAIN, 1);

    assertThatThrownBy(() -> chronicle.document(-1, 60)).hasMessageContaining("was -1");
    assertThatThrownBy(() -> chronicle.document(0, 29)).hasMessageContaining("was 29");
    assertThatThrownBy(() -> chronicle.worded(Paraphrases.UNSEEN, Paraphrases.SEEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was train");
    assertThatThrownBy(
            () -> Chronicle.of(World.VALIDATION, 1).worded(Paraphrases.SEEN, Paraphrases.UNSEEN))
        .hasMessageContaining("was validation");
  }

  @ParameterizedTest
  @CsvSource({
    "TRAIN, 1, 0, 60, bae224b76202394bd780ba5fe34451ce0ffa3c69d77a4a66c6e77259b42e6679",
    "VALIDATION, 7, 12, 500, 55bb520f7a3f6a67b0fd2e50685712e570dd2f671507069f8d18e4429ca985dd",
    "TEST, 1234567, 99, 3000, 659b86b4d515243edafe19d6f8dddd52dff559a4ac6a306c5cc9df7185c66f20"
  })
  void textsAndQuestionsNeverChangeWithinAVersion(
      World world, long seed, long index, int words, String sha) {
    assertThat(Chronicle.VERSION).as("a new version has new hashes").isEqualTo(1);
    ChronicleDocument document = Chronicle.of(world, seed).document(index, words);
    StringBuilder all = new StringBuilder(document.text());
    document.questions().forEach(question -> all.append('\n').append(question));

    assertThat(Sha256.ofText(all.toString())).isEqualTo(sha);
  }

  @Test
  void textIsMadeFasterThanAnyModelReadsIt() {
    // The slowest acceptable rate; an idle core makes ten times as much.
    double megabytesASecond = 0;
    for (int round = 0; round < 10 && megabytesASecond < 5; round++) {
      long start = System.nanoTime();
      long characters =
          Chronicle.of(World.TRAIN, round)
              .documents(0)
              .limit(2000)
              .mapToLong(document -> document.text().length())
              .sum();
      megabytesASecond = characters * 1e3 / (System.nanoTime() - start);
    }
    assertThat(megabytesASecond).isGreaterThanOrEqualTo(5);
  }
}
