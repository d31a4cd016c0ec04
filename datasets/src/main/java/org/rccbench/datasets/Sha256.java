package org.rccbench.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A running sha256 over bytes, text as UTF-8, or ids as little-endian int32. */
final class Sha256 {
  private static final int CHUNK = 1 << 16;

  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
    }
  }

  static String ofText(String text) {
    Sha256 sha = new Sha256();
    sha.digest.update(text.getBytes(StandardCharsets.UTF_8));
    return sha.hex();
  }

  static String ofFile(Path file) throws IOException {
    Sha256 sha = new Sha256();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        sha.digest.update(chunk, 0, n);
      }
    }
    return sha.hex();
  }

  void update(byte[] bytes) {
    digest.update(bytes);
  }

  /** Adds the ids of {@code stream}, four bytes each, lowest byte first. */
  void updateIds(TokenStream stream) {
    int[] ids = new int[CHUNK / Integer.BYTES];
    byte[] bytes = new byte[CHUNK];
    for (int n = stream.fill(ids); n > 0; n = stream.fill(ids)) {
      for (int i = 0; i < n; i++) {
        int id = ids[i];
        bytes[4 * i] = (byte) id;
        bytes[4 * i + 1] = (byte) (id >>> 8);
        bytes[4 * i + 2] = (byte) (id >>> 16);
        bytes[4 * i + 3] = (byte) (id >>> 24);
      }
      digest.update(bytes, 0, n * Integer.BYTES);
    }
  }

  /** The digest in lower-case hexadecimal; ends the run. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
