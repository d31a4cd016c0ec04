package org.rccbench.evaluators;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** sha256 over texts. */
final class Hash {
  private static final int SHORT = 32;

  private Hash() {}

  /** The sha256 of a text as UTF-8, in hexadecimal. */
  static String sha256(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The first 32 hexadecimal digits of a sha256 over parts, each with its length before it. */
  static String key(String... parts) {
    return HexFormat.of().formatHex(of(parts)).substring(0, SHORT);
  }

  /** A seed for one purpose, from a base seed and the names of the purpose; never negative. */
  static long seed(long base, String... purpose) {
    byte[] names = of(purpose);
    byte[] mixed = of(Long.toString(base), HexFormat.of().formatHex(names));
    return ByteBuffer.wrap(mixed).getLong() & Long.MAX_VALUE;
  }

  private static byte[] of(String... parts) {
    MessageDigest digest = digest();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return digest.digest();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
    }
  }
}
