package io.iotcrm.domain.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes into an array what a {@link DataOutputStream} would write, without its locks. Not
 * thread-safe.
 */
public final class ArrayOutput implements DataOutput {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;

  /**
   * @param expected bytes that will probably be written
   */
  public ArrayOutput(int expected) {
    bytes = new byte[Math.max(16, expected)];
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Makes room and says where it begins. */
  private int room(int length) {
    int from = size;
    size = from + length;
    if (size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
    }
    return from;
  }

  @Override
  public void write(int value) {
    int from = room(Byte.BYTES);
    bytes[from] = (byte) value;
  }

  @Override
  public void write(byte[] part) {
    write(part, 0, part.length);
  }

  @Override
  public void write(byte[] part, int offset, int length) {
    int from = room(length);
    System.arraycopy(part, offset, bytes, from, length);
  }

  @Override
  public void writeBoolean(boolean value) {
    write(value ? 1 : 0);
  }

  @Override
  public void writeByte(int value) {
    write(value);
  }

  @Override
  public void writeShort(int value) {
    int from = room(Short.BYTES);
    SHORT.set(bytes, from, (short) value);
  }

  @Override
  public void writeChar(int value) {
    writeShort(value);
  }

  @Override
  public void writeInt(int value) {
    int from = room(Integer.BYTES);
    INT.set(bytes, from, value);
  }

  @Override
  public void writeLong(long value) {
    int from = room(Long.BYTES);
    LONG.set(bytes, from, value);
  }

  @Override
  public void writeFloat(float value) {
    writeInt(Float.floatToIntBits(value));
  }

  @Override
  public void writeDouble(double value) {
    writeLong(Double.doubleToLongBits(value));
  }

  @Override
  public void writeUTF(String text) throws IOException {
    if (text.length() < 0x10000 && text.chars().allMatch(c -> c > 0 && c < 0x80)) {
      writeShort(text.length());
      write(text.getBytes(StandardCharsets.ISO_8859_1));
      return;
    }
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    new DataOutputStream(other).writeUTF(text);
    write(other.toByteArray());
  }

  @Override
  public void writeBytes(String text) {
    throw new UnsupportedOperationException("texts are written by writeUTF");
  }

  @Override
  public void writeChars(String text) {
    throw new UnsupportedOperationException("texts are written by writeUTF");
  }
}
