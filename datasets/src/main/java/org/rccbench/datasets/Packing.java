package org.rccbench.datasets;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** How a file's content is packed, told by its first bytes, never by its name. */
enum Packing {
  /** Not at all. */
  NONE {
    @Override
    InputStream unpack(InputStream packed) {
      return packed;
    }
  },

  /** RFC 1952; several members one after the other are one content. */
  GZIP {
    @Override
    InputStream unpack(InputStream packed) throws IOException {
      return new GZIPInputStream(packed, BUFFER);
    }
  },

  /** RFC 8878; several frames are one content. */
  ZSTD {
    @Override
    InputStream unpack(InputStream packed) throws IOException {
      return new ZstdInputStream(packed);
    }
  },

  /** Apache Parquet, which is no stream. */
  PARQUET {
    @Override
    InputStream unpack(InputStream packed) {
      throw new IllegalStateException("a Parquet file is not read as a stream");
    }
  };

  private static final int BUFFER = 1 << 16;
  private static final byte[] PARQUET_MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** The content of a stream that begins at the first byte. */
  abstract InputStream unpack(InputStream packed) throws IOException;

  static Packing of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(4));
    }
  }

  private static Packing of(byte[] first) {
    if (first.length >= 2 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b) {
      return GZIP;
    }
    if (first.length < 4) {
      return NONE;
    }
    if (Arrays.equals(first, PARQUET_MAGIC)) {
      return PARQUET;
    }
    int magic = (first[0] & 0xff) | (first[1] & 0xff) << 8 | (first[2] & 0xff) << 16;
    magic |= (first[3] & 0xff) << 24;
    // A frame, or a frame with metadata, which stands first in what parallel packers write.
    return magic == 0xFD2FB528 || (magic & 0xFFFFFFF0) == 0x184D2A50 ? ZSTD : NONE;
  }

  /** The file's name without the ending of a packed file: packing a file renames no example. */
  static String nameOf(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.(gz|zst)$", "");
  }
}
