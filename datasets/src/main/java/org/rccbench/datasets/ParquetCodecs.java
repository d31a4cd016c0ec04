package org.rccbench.datasets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The decompressors of Parquet pages. GZIP is the JDK's, since parquet-java takes Hadoop's, which
 * is not here; the rest are parquet-java's own.
 */
final class ParquetCodecs implements CompressionCodecFactory {
  private final CodecFactory own = new CodecFactory(new PlainParquetConfiguration(), 0);

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case GZIP -> new Gzip();
      case UNCOMPRESSED, SNAPPY, ZSTD, LZ4_RAW -> own.getDecompressor(codec);
      default ->
          throw new IllegalArgumentException(
              "Parquet pages packed with "
                  + codec
                  + " cannot be read; write the file with snappy, zstd, gzip, lz4_raw or none");
    };
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("Parquet files are only read");
  }

  @Override
  public void release() {
    own.release();
  }

  private static final class Gzip implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput packed, int size) throws IOException {
      return BytesInput.from(unpacked(packed.toInputStream(), size));
    }

    @Override
    public void decompress(ByteBuffer packed, int packedSize, ByteBuffer into, int size)
        throws IOException {
      byte[] bytes = new byte[packedSize];
      packed.get(bytes);
      into.put(unpacked(new ByteArrayInputStream(bytes), size));
    }

    private static byte[] unpacked(InputStream packed, int size) throws IOException {
      try (InputStream in = new GZIPInputStream(packed)) {
        byte[] page = in.readNBytes(size);
        if (page.length != size) {
          throw new IOException("a page of " + size + " bytes holds only " + page.length);
        }
        return page;
      }
    }

    @Override
    public void release() {
      // Holds nothing.
    }
  }
}
