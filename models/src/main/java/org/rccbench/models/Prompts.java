package org.rccbench.models;

/**
 * The strings that a model with an encoder was trained with. {@code {question}} stands for the
 * question, wherever a template has it.
 *
 * @param separator between context and question in the encoder input
 * @param reconstruction decoder prompt of instruction reconstruction: the model writes the question
 *     itself, then answers
 * @param human decoder prompt with the question in it
 * @param compress decoder prompt without the question, which the model does not write either
 * @param contextOnly decoder prompt where the encoder has read the context without the question
 * @param turn between question and answer where the model writes both, or the answer behind a
 *     prompt with the question
 * @param marker the answer is what follows its last occurrence in the output
 */
public record Prompts(
    String separator,
    String reconstruction,
    String human,
    String compress,
    String contextOnly,
    String turn,
    String marker) {

  /** What stands for the question in a template. */
  public static final String QUESTION = "{question}";

  /**
   * The official strings; {@code compress} is the paper's (arXiv 2406.06110, section 4.3.3), and
   * {@code contextOnly}, which the official code does not have, this project's.
   */
  public static final Prompts OFFICIAL = new Prompts(null, null, null, null, null, null, null);

  /** Fills in the official strings and checks that a prompt with a question has a place for it. */
  public Prompts {
    separator = separator == null ? RccChat.SEPARATOR : separator;
    reconstruction = reconstruction == null ? RccChat.FIXED_PROMPT : reconstruction;
    human = human == null ? RccChat.FIXED_PROMPT + QUESTION : human;
    compress = compress == null ? RccChat.COMPRESS_PROMPT : compress;
    contextOnly = contextOnly == null ? RccChat.SEPARATOR + QUESTION : contextOnly;
    turn = turn == null ? RccChat.TURN : turn;
    marker = marker == null ? RccChat.MARKER : marker;
    needsQuestion("human", human);
    needsQuestion("context_only", contextOnly);
  }

  private static void needsQuestion(String field, String template) {
    if (!template.contains(QUESTION)) {
      throw new IllegalArgumentException(
          field + " must contain " + QUESTION + ", was \"" + template + "\"");
    }
  }

  /** What the encoder reads in all modes but context-only. */
  public String encoderText(String context, String question) {
    return context + separator + question;
  }

  /** A template with the question in its place. */
  public static String filled(String template, String question) {
    return template.replace(QUESTION, question);
  }

  /**
   * The answer in an output: all after the last marker, the whole output without one; not trimmed.
   */
  public String answer(String output) {
    int at = output.lastIndexOf(marker);
    return marker.isEmpty() || at < 0 ? output : output.substring(at + marker.length());
  }
}
