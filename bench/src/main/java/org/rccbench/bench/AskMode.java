package org.rccbench.bench;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TextContext;
import org.rccbench.models.RccChat;
import org.rccbench.models.Tokenizer;

/** Where the question stands. */
enum AskMode {
  /** In the prompt alone: the context can be read before anybody asks. */
  CONTEXT_ONLY {
    @Override
    Context context(Path file, String question) {
      return TextContext.ofFile(file);
    }

    @Override
    String prompt(String question) {
      return RccChat.SEPARATOR + question;
    }

    @Override
    String answer(String output) {
      return output;
    }
  },
  /** After the context; the model writes the question again, then answers. */
  RECONSTRUCTION {
    @Override
    String prompt(String question) {
      return RccChat.decoderPrompt(RccChat.Mode.RECONSTRUCTION, question);
    }
  },
  /** After the context and in the prompt. */
  HUMAN {
    @Override
    String prompt(String question) {
      return RccChat.decoderPrompt(RccChat.Mode.HUMAN, question);
    }
  };

  /** The official use of a kind. */
  static AskMode usual(String kind) {
    return kind.equals("rcc") ? RECONSTRUCTION : CONTEXT_ONLY;
  }

  /**
   * The mode of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  static AskMode named(String label) {
    return Arrays.stream(values())
        .filter(mode -> mode.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(label)));
  }

  private static String unknown(String label) {
    String known = Arrays.stream(values()).map(AskMode::label).collect(Collectors.joining(", "));
    return "unknown mode \"" + label + "\"; known: " + known;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the model reads. */
  Context context(Path file, String question) throws IOException {
    try {
      return TextContext.of(RccChat.encoderText(Files.readString(file), question));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is not UTF-8 text; convert it first", e);
    }
  }

  /** What the decoder continues. */
  abstract String prompt(String question);

  /** The decoder's words, as transformers gives them to the official chat. */
  String decode(Tokenizer tokenizer, int[] ids) {
    return tokenizer.decodeCleaned(ids);
  }

  /** The answer in what the decoder wrote. */
  String answer(String output) {
    return RccChat.answer(output);
  }
}
