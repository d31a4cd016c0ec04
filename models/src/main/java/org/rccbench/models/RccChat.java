package org.rccbench.models;

/**
 * The strings of RCC's instruction use (RCC_Transformer, chat_example.py). {@code <|im_start|>} and
 * {@code <|im_end|>} are no special tokens of the Pythia tokenizer: they are split like any text.
 */
public final class RccChat {
  /**
   * Decoder prompt of instruction reconstruction: the model writes the question itself, then
   * answers.
   */
  public static final String FIXED_PROMPT =
      "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n";

  /** Between context and question in the encoder input. */
  public static final String SEPARATOR = "\n\n";

  /** The answer is what follows its last occurrence. */
  public static final String MARKER = "assistant\n";

  /** What the decoder writes between the question and its answer. */
  public static final String TURN = "<|im_end|>\n<|im_start|>" + MARKER;

  /** Decoder prompt where the question stands in the encoder input alone (paper, 4.3.3). */
  public static final String COMPRESS_PROMPT = "\n Answer:";

  /** Longest answer of the official example. */
  public static final int MAX_NEW_TOKENS = 100;

  /** Stop id of the official example. */
  public static final int EOS_ID = 0;

  /** How the decoder is prompted. */
  public enum Mode {
    /** The model writes the question first. */
    RECONSTRUCTION,
    /** The question is typed into the prompt. */
    HUMAN
  }

  private RccChat() {}

  /** What the encoder reads, in both modes. */
  public static String encoderText(String context, String question) {
    return context + SEPARATOR + question;
  }

  /** What the decoder is prompted with. */
  public static String decoderPrompt(Mode mode, String question) {
    return mode == Mode.HUMAN ? FIXED_PROMPT + question : FIXED_PROMPT;
  }

  /**
   * The answer in an output: all after the last marker, the whole output without one; not trimmed.
   */
  public static String answer(String output) {
    int at = output.lastIndexOf(MARKER);
    return at < 0 ? output : output.substring(at + MARKER.length());
  }
}
