package io.iotcrm.domain.telemetry;

import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * What is around columns in the database: version, whether they are deflated, their length before,
 * and a check sum (CRC-32C) over what was written.
 */
final class ColumnEnvelope {
  private static final int VERSION = 1;
  private static final int PLAIN = 0;
  private static final int DEFLATED = 1;
  private static final int HEAD = 6;
  private static final int MAX_BYTES = 64 << 20;

  private ColumnEnvelope() {}

  static byte[] wrap(byte[] columns) {
    byte[] deflated = deflate(columns);
    boolean smaller = deflated.length < columns.length;
    byte[] body = smaller ? deflated : columns;
    byte[] wrapped = new byte[HEAD + body.length];
    wrapped[0] = VERSION;
    wrapped[1] = (byte) (smaller ? DEFLATED : PLAIN);
    System.arraycopy(body, 0, wrapped, HEAD, body.length);
    int sum = checkSum(wrapped);
    for (int i = 0; i < 4; i++) {
      wrapped[2 + i] = (byte) (sum >>> 8 * i);
    }
    return wrapped;
  }

  /**
   * @throws IllegalStateException for bytes that were damaged or written by a later version
   */
  static ColumnReader unwrap(byte[] wrapped) {
    if (wrapped.length < HEAD || wrapped[0] != VERSION) {
      throw new IllegalStateException("columns of an unknown version");
    }
    int sum = 0;
    for (int i = 3; i >= 0; i--) {
      sum = sum << 8 | wrapped[2 + i] & 0xFF;
    }
    if (sum != checkSum(wrapped)) {
      throw new IllegalStateException("columns whose check sum is wrong");
    }
    return new ColumnReader(
        wrapped[1] == DEFLATED
            ? inflate(wrapped)
            : Arrays.copyOfRange(wrapped, HEAD, wrapped.length));
  }

  private static int checkSum(byte[] wrapped) {
    CRC32C crc = new CRC32C();
    crc.update(wrapped, 0, 2);
    crc.update(wrapped, HEAD, wrapped.length - HEAD);
    return (int) crc.getValue();
  }

  private static byte[] deflate(byte[] columns) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(columns);
      deflater.finish();
      byte[] buffer = new byte[columns.length + 64];
      int length = deflater.deflate(buffer);
      return deflater.finished() ? Arrays.copyOf(buffer, length) : columns;
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflate(byte[] wrapped) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(wrapped, HEAD, wrapped.length - HEAD);
      byte[] buffer = new byte[Math.max(256, wrapped.length * 4)];
      int length = 0;
      while (!inflater.finished()) {
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, Math.min(MAX_BYTES, length * 2));
        }
        int more = inflater.inflate(buffer, length, buffer.length - length);
        if (more == 0 && (inflater.needsInput() || length == MAX_BYTES)) {
          throw new IllegalStateException("columns that cannot be inflated");
        }
        length += more;
      }
      return Arrays.copyOf(buffer, length);
    } catch (DataFormatException e) {
      throw new IllegalStateException("columns that cannot be inflated", e);
    } finally {
      inflater.end();
    }
  }
}
