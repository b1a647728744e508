package io.iotcrm.domain.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads what {@link ColumnWriter} wrote; what was cut off is an {@link IllegalStateException}. */
final class ColumnReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int position;
  private int bit;

  ColumnReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int readByte() {
    require(1);
    return bytes[position++] & 0xFF;
  }

  long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IllegalStateException("a number of more than 64 bits");
  }

  long readSigned() {
    return unzigzag(readVarint());
  }

  /** A length or a position: never more than {@code most}. */
  int readCount(int most) {
    long value = readVarint();
    if (value < 0 || value > most) {
      throw new IllegalStateException("a count of " + value + ", at most " + most);
    }
    return (int) value;
  }

  byte[] readBytes(int length) {
    require(length);
    byte[] part = new byte[length];
    System.arraycopy(bytes, position, part, 0, length);
    position += length;
    return part;
  }

  long readBits(int width) {
    if (width > 32) {
      long low = readBits(32);
      return low | readBits(width - 32) << 32;
    }
    if (width == 0) {
      return 0;
    }
    long window;
    if (position + 8 <= bytes.length) {
      window = (long) LONGS.get(bytes, position);
    } else {
      require((bit + width + 7) / 8);
      window = 0;
      for (int i = Math.min(8, bytes.length - position) - 1; i >= 0; i--) {
        window = window << 8 | bytes[position + i] & 0xFF;
      }
    }
    long value = window >>> bit & (1L << width) - 1;
    position += bit + width >>> 3;
    bit = bit + width & 7;
    return value;
  }

  void alignBits() {
    if (bit > 0) {
      bit = 0;
      position++;
    }
  }

  private void require(int length) {
    if (length < 0 || position + length > bytes.length) {
      throw new IllegalStateException("the column ends too early");
    }
  }

  static long unzigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }
}
