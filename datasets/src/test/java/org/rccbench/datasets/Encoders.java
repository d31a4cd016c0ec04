package org.rccbench.datasets;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** The tokenizers of the tests. */
enum Encoders implements TextEncoder {
  /** One id for each UTF-8 byte. */
  BYTES {
    @Override
    public int[] encode(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int[] ids = new int[bytes.length];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = bytes[i] & 0xff;
      }
      return ids;
    }
  },

  /** A small byte-level BPE of the GPT-NeoX kind, run by the HuggingFace library. */
  NEOX {
    @Override
    public int[] encode(String text) {
      return Engine.ids(Engine.NEOX, text);
    }
  },

  /** As rcc-bench tokenizer learns it: digits stand alone, nothing is normalised. */
  DIGITS {
    @Override
    public int[] encode(String text) {
      return Engine.ids(Engine.DIGITS, text);
    }
  };

  /** Loaded when first asked. */
  private static final class Engine {
    static final HuggingFaceTokenizer NEOX = load("/tokenizer-neox/tokenizer.json");
    static final HuggingFaceTokenizer DIGITS = load("/tokenizer-digits/tokenizer.json");

    private static HuggingFaceTokenizer load(String resource) {
      Map<String, String> options =
          Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");
      try (InputStream json = Encoders.class.getResourceAsStream(resource)) {
        return HuggingFaceTokenizer.newInstance(json, options);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static int[] ids(HuggingFaceTokenizer tokenizer, String text) {
      return Arrays.stream(tokenizer.encode(text, false, false).getIds())
          .mapToInt(Math::toIntExact)
          .toArray();
    }
  }

  /** All ids of a context. */
  static int[] ids(Context context, TextEncoder encoder) {
    int[] all = new int[Math.toIntExact(context.tokenCount(encoder)) + 1];
    try (TokenStream stream = context.open(encoder)) {
      return Arrays.copyOf(all, stream.fill(all));
    }
  }
}
