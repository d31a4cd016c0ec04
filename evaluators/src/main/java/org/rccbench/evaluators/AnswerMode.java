package org.rccbench.evaluators;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rccbench.models.Prompts;

/**
 * Where a question about a context stands, and what a model writes before its answer. The forms are
 * those in which models are trained, token for token, with the model's own {@link Prompts}.
 */
enum AnswerMode {
  /** The question stands behind the context; the model writes it again, then answers. */
  RECONSTRUCTION {
    @Override
    String prompt(String question, Prompts prompts) {
      return prompts.reconstruction();
    }

    @Override
    String before(String question, Prompts prompts) {
      return question + prompts.turn();
    }

    @Override
    String answer(String output, Prompts prompts) {
      return prompts.answer(output);
    }
  },

  /** The question stands behind the context and in the prompt. */
  HUMAN {
    @Override
    String prompt(String question, Prompts prompts) {
      return Prompts.filled(prompts.human(), question);
    }

    @Override
    String before(String question, Prompts prompts) {
      return prompts.turn();
    }

    @Override
    String answer(String output, Prompts prompts) {
      return prompts.answer(output);
    }
  },

  /** The question stands behind the context alone. */
  COMPRESS {
    @Override
    String prompt(String question, Prompts prompts) {
      return prompts.compress();
    }

    @Override
    String before(String question, Prompts prompts) {
      return " ";
    }
  },

  /** The question stands in the prompt alone; the form of models that do not compress, too. */
  CONTEXT_ONLY {
    @Override
    String prompt(String question, Prompts prompts) {
      return Prompts.filled(prompts.contextOnly(), question);
    }

    @Override
    String before(String question, Prompts prompts) {
      return "\n";
    }
  };

  /**
   * The mode of a name; an underscore is as good as a hyphen.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  static AnswerMode named(String label) {
    return Arrays.stream(values())
        .filter(mode -> mode.label().equals(label.replace('_', '-')))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(label)));
  }

  private static String unknown(String label) {
    String known = Arrays.stream(values()).map(AnswerMode::label).collect(Collectors.joining(", "));
    return "unknown mode \"" + label + "\"; known: " + known;
  }

  /** The name in suites and results. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the encoder reads the question behind the context. */
  boolean encodesQuestion() {
    return this != CONTEXT_ONLY;
  }

  /** What the decoder continues. */
  abstract String prompt(String question, Prompts prompts);

  /** What a model of this form writes before its answer. */
  abstract String before(String question, Prompts prompts);

  /** The answer in an output; not trimmed. */
  String answer(String output, Prompts prompts) {
    return output;
  }
}
