package io.iotcrm.ejb.transfer.table;

import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** Packs pages with Snappy and unpacks the usual codecs, without native code. */
final class ParquetCodec {
  static final CompressionCodec WRITTEN = CompressionCodec.SNAPPY;

  /** A page says how long it is unpacked; nobody writes longer ones. */
  private static final int MAX_PAGE = 64 << 20;

  private ParquetCodec() {}

  static byte[] pack(byte[] plain) {
    SnappyCompressor snappy = new SnappyCompressor();
    byte[] packed = new byte[snappy.maxCompressedLength(plain.length)];
    int length = snappy.compress(plain, 0, plain.length, packed, 0, packed.length);
    return Arrays.copyOf(packed, length);
  }

  static byte[] unpack(CompressionCodec codec, byte[] packed, int length) throws IOException {
    if (length < 0 || length > MAX_PAGE) {
      throw new UnreadableTableException("has a page of " + length + " bytes, at most " + MAX_PAGE);
    }
    try {
      return switch (codec) {
        case UNCOMPRESSED -> packed;
        case SNAPPY -> unpack(new SnappyDecompressor(), packed, length);
        case ZSTD -> unpack(new ZstdDecompressor(), packed, length);
        case LZ4_RAW -> unpack(new Lz4Decompressor(), packed, length);
        case GZIP -> {
          try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            yield gzip.readNBytes(length);
          }
        }
        default ->
            throw new UnreadableTableException(
                "is compressed with "
                    + codec
                    + "; write it with SNAPPY, ZSTD, GZIP, LZ4_RAW or UNCOMPRESSED");
      };
    } catch (MalformedInputException | IndexOutOfBoundsException e) {
      throw new UnreadableTableException("has a damaged page", e);
    }
  }

  private static byte[] unpack(Decompressor codec, byte[] packed, int length) {
    byte[] plain = new byte[length];
    int unpacked = codec.decompress(packed, 0, packed.length, plain, 0, length);
    return unpacked == length ? plain : Arrays.copyOf(plain, unpacked);
  }
}
