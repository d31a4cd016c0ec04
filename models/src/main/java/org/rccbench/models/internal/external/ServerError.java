package org.rccbench.models.internal.external;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What a server says where it does not answer. */
final class ServerError {
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;

  private ServerError() {}

  /**
   * Its message: the field {@code message} of {@code error} (OpenAI, llama.cpp, vLLM) or of the
   * whole (older vLLM), else the text itself.
   */
  static String words(String body) {
    try {
      JsonNode tree = Dialogue.JSON.readTree(body);
      JsonNode message = tree.path("error").path("message");
      message = message.isTextual() ? message : tree.path("message");
      return Excerpt.of(message.isTextual() ? message.textValue() : body);
    } catch (JsonProcessingException e) {
      return Excerpt.of(body);
    }
  }

  /**
   * Whether the request is longer than what the server can read: llama.cpp's {@code
   * exceed_context_size_error}, OpenAI's {@code context_length_exceeded}, vLLM's "maximum context
   * length".
   */
  static boolean isTooLong(int status, String body) {
    String lower = body.toLowerCase(Locale.ROOT);
    return (status == BAD_REQUEST || status == TOO_LARGE)
        && (lower.contains("exceed_context_size_error")
            || lower.contains("context_length_exceeded")
            || lower.contains("maximum context length"));
  }
}
