package io.iotcrm.ejb.transfer.table;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Other programs' compression, to check ours against. */
final class NativeCodecs implements CompressionCodecFactory {

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return new BytesInputCompressor() {
      @Override
      public BytesInput compress(BytesInput bytes) throws IOException {
        byte[] plain = plain(bytes);
        return BytesInput.from(
            switch (codec) {
              case SNAPPY -> Snappy.compress(plain);
              case ZSTD -> Zstd.compress(plain);
              default -> plain;
            });
      }

      @Override
      public CompressionCodecName getCodecName() {
        return codec;
      }

      @Override
      public void release() {}
    };
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new BytesInputDecompressor() {
      @Override
      public BytesInput decompress(BytesInput bytes, int size) throws IOException {
        return BytesInput.from(
            switch (codec) {
              case SNAPPY -> Snappy.uncompress(plain(bytes));
              case ZSTD -> Zstd.decompress(plain(bytes), size);
              default -> plain(bytes);
            });
      }

      @Override
      public void decompress(ByteBuffer in, int packed, ByteBuffer out, int size) {
        throw new UnsupportedOperationException("not asked for");
      }

      @Override
      public void release() {}
    };
  }

  private static byte[] plain(BytesInput bytes) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    bytes.writeAllTo(copy);
    return copy.toByteArray();
  }

  @Override
  public void release() {}
}
