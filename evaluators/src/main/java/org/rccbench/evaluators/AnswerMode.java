package org.rccbench.evaluators;

import java.util.Locale;
import org.rccbench.models.Prompts;

/**
 * Where a question about a context stands, and what a model writes before its answer. The forms are
 * those in which models are trained, token for token, with the model's own {@link Prompts}.
 */
public enum AnswerMode {
  /** The question stands behind the context; the model writes it again, then answers. */
  RECONSTRUCTION {
    @Override
    public String prompt(String question, Prompts prompts) {
      return prompts.reconstruction();
    }

    @Override
    String before(String question, Prompts prompts) {
      return question + prompts.turn();
    }

    @Override
    public String answer(String output, Prompts prompts) {
      return prompts.answer(output);
    }
  },

  /** The question stands behind the context and in the prompt. */
  HUMAN {
    @Override
    public String prompt(String question, Prompts prompts) {
      return Prompts.filled(prompts.human(), question);
    }

    @Override
    String before(String question, Prompts prompts) {
      return prompts.turn();
    }

    @Override
    public String answer(String output, Prompts prompts) {
      return prompts.answer(output);
    }
  },

  /** The question stands behind the context alone. */
  COMPRESS {
    @Override
    public String prompt(String question, Prompts prompts) {
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
    public String prompt(String question, Prompts prompts) {
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
  public static AnswerMode named(String label) {
    return Checks.named("mode", label.replace('_', '-'), values(), AnswerMode::label);
  }

  /** The name in suites, on the command line and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the encoder reads the question behind the context. */
  public boolean encodesQuestion() {
    return this != CONTEXT_ONLY;
  }

  /** What the decoder continues. */
  public abstract String prompt(String question, Prompts prompts);

  /** What a model of this form writes before its answer. */
  abstract String before(String question, Prompts prompts);

  /** The answer in an output; not trimmed. */
  public String answer(String output, Prompts prompts) {
    return output;
  }
}
