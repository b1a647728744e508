package io.iotcrm.domain.telemetry;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a {@link java.io.DataOutputStream} or an {@link ArrayOutput} wrote, from an array.
 * {@link DataInputStream} does the same byte by byte and under a lock; for what is read with every
 * message of a device that is most of the time. Not thread-safe.
 */
public final class ArrayInput implements DataInput {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int at;

  public ArrayInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Where the next part begins, which has so many bytes. */
  private int take(int length) throws EOFException {
    int from = at;
    if (length > bytes.length - from) {
      throw new EOFException(length + " bytes wanted, " + (bytes.length - from) + " are left");
    }
    at = from + length;
    return from;
  }

  @Override
  public byte readByte() throws IOException {
    return bytes[take(Byte.BYTES)];
  }

  @Override
  public int readUnsignedByte() throws IOException {
    return readByte() & 0xff;
  }

  @Override
  public boolean readBoolean() throws IOException {
    return readByte() != 0;
  }

  @Override
  public short readShort() throws IOException {
    return (short) SHORT.get(bytes, take(Short.BYTES));
  }

  @Override
  public int readUnsignedShort() throws IOException {
    return readShort() & 0xffff;
  }

  @Override
  public char readChar() throws IOException {
    return (char) readShort();
  }

  @Override
  public int readInt() throws IOException {
    return (int) INT.get(bytes, take(Integer.BYTES));
  }

  @Override
  public long readLong() throws IOException {
    return (long) LONG.get(bytes, take(Long.BYTES));
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat(readInt());
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  @Override
  public String readUTF() throws IOException {
    int length = readUnsignedShort();
    int from = take(length);
    for (int i = from; i < at; i++) {
      if (bytes[i] <= 0) {
        at = from - Short.BYTES;
        return DataInputStream.readUTF(this);
      }
    }
    return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void readFully(byte[] into) throws IOException {
    readFully(into, 0, into.length);
  }

  @Override
  public void readFully(byte[] into, int offset, int length) throws IOException {
    System.arraycopy(bytes, take(length), into, offset, length);
  }

  @Override
  public int skipBytes(int count) {
    int skipped = Math.max(0, Math.min(count, bytes.length - at));
    at += skipped;
    return skipped;
  }

  @Override
  public String readLine() {
    throw new UnsupportedOperationException("there are no lines in it");
  }
}
