package org.rccbench.training.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.World;
import org.rccbench.models.RccChat;

/** The texts for a tokenizer hold the words of every task, and nothing of the test world. */
class TokenizerCorpusTest {

  private static String text(Context context) {
    return ((TextContext) context).text();
  }

  @Test
  void everyTenthDocumentIsAskedAboutInAllForms() {
    List<String> texts =
        TokenizerCorpus.chronicle(3).limit(11).map(TokenizerCorpusTest::text).toList();
    Chronicle chronicle = Chronicle.of(World.TRAIN, 3);
    for (int i = 0; i < 11; i++) {
      assertThat(texts.get(i)).startsWith(chronicle.document(i).text());
      assertThat(texts.get(i).contains(RccChat.FIXED_PROMPT)).isEqualTo(i % 10 == 0);
    }
    String question = chronicle.document(0).questions().get(0).text();
    assertThat(texts.get(0))
        .contains(
            "\nQuestion: " + question + "\nAnswer: ",
            RccChat.FIXED_PROMPT + question + RccChat.TURN,
            RccChat.SEPARATOR + question + "\n",
            RccChat.COMPRESS_PROMPT);
  }

  @Test
  void keysAreOfTheTrainingWorldAsAllOtherValues() {
    Pattern key = Pattern.compile("The pass key is ([0-9]{5})\\.");
    List<String> keys =
        TokenizerCorpus.chronicle(3)
            .skip(3000)
            .map(TokenizerCorpusTest::text)
            .flatMap(text -> key.matcher(text).results().map(found -> found.group(1)))
            .toList();
    assertThat(keys).hasSize(600).allMatch(value -> World.of(value) == World.TRAIN);
  }

  @Test
  void passkeysEndTheTexts() {
    List<String> last =
        TokenizerCorpus.chronicle(3).skip(3000).map(TokenizerCorpusTest::text).toList();
    assertThat(last).hasSize(600).doesNotHaveDuplicates();
    assertThat(last.get(0))
        .contains("The grass is green.", "\nThe pass key is 10000. Remember it.")
        .endsWith("\nWhat is the pass key? The pass key is 10000");
  }
}
