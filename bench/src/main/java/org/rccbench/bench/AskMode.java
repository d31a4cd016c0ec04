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
import org.rccbench.models.Prompts;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.checkpoint.Architecture;

/** Where the question stands. */
enum AskMode {
  /** In the prompt alone: the context can be read before anybody asks. */
  CONTEXT_ONLY {
    @Override
    Context context(Path file, String question, Prompts prompts) {
      return TextContext.ofFile(file);
    }

    @Override
    String template(Prompts prompts) {
      return prompts.contextOnly();
    }

    @Override
    String answer(String output, Prompts prompts) {
      return output;
    }
  },
  /** After the context; the model writes the question again, then answers. */
  RECONSTRUCTION {
    @Override
    String template(Prompts prompts) {
      return prompts.reconstruction();
    }
  },
  /** After the context and in the prompt. */
  HUMAN {
    @Override
    String template(Prompts prompts) {
      return prompts.human();
    }
  };

  /** The official use of a kind. */
  static AskMode usual(String kind) {
    return Architecture.isNamed(kind) ? RECONSTRUCTION : CONTEXT_ONLY;
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
  Context context(Path file, String question, Prompts prompts) throws IOException {
    try {
      return TextContext.of(prompts.encoderText(Files.readString(file), question));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is not UTF-8 text; convert it first", e);
    }
  }

  abstract String template(Prompts prompts);

  /** What the decoder continues. */
  String prompt(String question, Prompts prompts) {
    return Prompts.filled(template(prompts), question);
  }

  /** The decoder's words, as transformers gives them to the official chat. */
  String decode(Tokenizer tokenizer, int[] ids) {
    return tokenizer.decodeCleaned(ids);
  }

  /** The answer in what the decoder wrote. */
  String answer(String output, Prompts prompts) {
    return prompts.answer(output);
  }
}
