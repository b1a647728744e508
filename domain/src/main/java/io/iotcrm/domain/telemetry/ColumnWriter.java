package io.iotcrm.domain.telemetry;

import java.util.Arrays;

/** Bytes that grow: variable-length numbers and fields of bits. */
final class ColumnWriter {
  private byte[] bytes = new byte[256];
  private int size;
  private long pending;
  private int pendingBits;

  void writeByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  /** Seven bits a byte, least first; as unsigned, so a negative number takes ten bytes. */
  void writeVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      writeByte((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    writeByte((int) rest);
  }

  void writeSigned(long value) {
    writeVarint(zigzag(value));
  }

  void writeBytes(byte[] source) {
    ensure(source.length);
    System.arraycopy(source, 0, bytes, size, source.length);
    size += source.length;
  }

  /** The low {@code width} bits; {@link #alignBits} has to follow before anything else. */
  void writeBits(long value, int width) {
    if (width > 32) {
      writeBits(value & 0xFFFF_FFFFL, 32);
      writeBits(value >>> 32, width - 32);
      return;
    }
    pending |= (value & (1L << width) - 1) << pendingBits;
    pendingBits += width;
    while (pendingBits >= 8) {
      writeByte((int) pending);
      pending >>>= 8;
      pendingBits -= 8;
    }
  }

  void alignBits() {
    if (pendingBits > 0) {
      writeByte((int) pending);
      pending = 0;
      pendingBits = 0;
    }
  }

  int size() {
    return size;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  /** How many bytes {@link #writeVarint} takes. */
  static int varintLength(long value) {
    return Math.max(1, (64 - Long.numberOfLeadingZeros(value) + 6) / 7);
  }
}
