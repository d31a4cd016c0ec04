package org.rccbench.training.tokenizer;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.ChronicleDocument;
import org.rccbench.datasets.ChronicleQuestion;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.PublishedPasskey;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.World;
import org.rccbench.models.RccChat;

/**
 * What a tokenizer for generated text is learnt from: documents of a chronicle, the questions of
 * every tenth in the forms in which models are asked, and pass-key lines, without which their words
 * would be cut small.
 */
public final class TokenizerCorpus {
  private static final int DOCUMENTS = 3000;
  private static final int ASKED_ABOUT = 10;
  private static final int PASSKEYS = 600;
  private static final int FIRST_KEY = 10_000;
  private static final int FILLER = 88;

  private TokenizerCorpus() {}

  /** The texts of a seed, all of the training world. */
  public static Stream<Context> chronicle(long seed) {
    Chronicle chronicle = Chronicle.of(World.TRAIN, seed);
    Stream<String> documents =
        LongStream.range(0, DOCUMENTS).mapToObj(i -> text(chronicle.document(i)));
    Stream<String> passkeys =
        IntStream.iterate(FIRST_KEY, key -> key + 1)
            .filter(key -> World.of(Integer.toString(key)) == World.TRAIN)
            .limit(PASSKEYS)
            .mapToObj(TokenizerCorpus::passkey);
    return Stream.concat(documents, passkeys).map(TextContext::of);
  }

  private static String text(ChronicleDocument document) {
    if (document.index() % ASKED_ABOUT != 0) {
      return document.text();
    }
    StringBuilder text = new StringBuilder(document.text());
    for (ChronicleQuestion question : document.questions()) {
      text.append(RccChat.SEPARATOR).append(question.text()).append('\n').append(question.answer());
      text.append("\nQuestion: ").append(question.text());
      text.append("\nAnswer: ").append(question.answer()).append('\n');
      text.append(RccChat.FIXED_PROMPT).append(question.text());
      text.append(RccChat.TURN).append(question.answer());
      text.append(RccChat.COMPRESS_PROMPT).append(' ').append(question.answer());
    }
    return text.toString();
  }

  /** One block of filler on either side of the key line, the question, and the answer. */
  private static String passkey(int key) {
    return new PublishedPasskey(FILLER, FILLER, key).text() + " " + key;
  }
}
