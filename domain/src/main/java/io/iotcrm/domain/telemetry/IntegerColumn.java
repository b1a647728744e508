package io.iotcrm.domain.telemetry;

/**
 * Whole numbers in few bits. What is written are the numbers themselves, their differences, or the
 * differences of those, divided by what they have in common: the time stamps of a series with a
 * fixed period become zeros. Frames of 128 numbers have a width each; the few that need more bits
 * than the others are patched (PFOR: Zukowski et al., Super-Scalar RAM-CPU Cache Compression,
 * 2006).
 */
final class IntegerColumn {
  private static final int FRAME = 128;
  private static final int MAX_ORDER = 2;
  private static final int SIGNED = 0x80;

  private IntegerColumn() {}

  static void write(ColumnWriter out, long[] values) {
    byte[] best = null;
    for (int order = 0; order <= Math.min(MAX_ORDER, values.length); order++) {
      ColumnWriter attempt = new ColumnWriter();
      write(attempt, values, order);
      if (best == null || attempt.size() < best.length) {
        best = attempt.toBytes();
      }
    }
    out.writeBytes(best);
  }

  private static void write(ColumnWriter out, long[] values, int order) {
    long[] rest = values.clone();
    for (int i = 0; i < order; i++) {
      for (int at = rest.length - 1; at > i; at--) {
        rest[at] -= rest[at - 1];
      }
    }
    out.writeByte(order);
    for (int i = 0; i < order; i++) {
      out.writeSigned(rest[i]);
    }
    long common = commonDivisor(rest, order);
    out.writeVarint(common);
    for (int from = order; from < rest.length; from += FRAME) {
      writeFrame(out, rest, from, Math.min(rest.length, from + FRAME), common);
    }
  }

  private static long commonDivisor(long[] values, int from) {
    long common = 0;
    for (int i = from; i < values.length && common != 1; i++) {
      long a = values[i];
      // The least long has no absolute value.
      common = a == Long.MIN_VALUE ? 1 : greatest(common, Math.abs(a));
    }
    return Math.max(1, common);
  }

  private static long greatest(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }

  private static void writeFrame(ColumnWriter out, long[] values, int from, int to, long common) {
    int length = to - from;
    long least = Long.MAX_VALUE;
    for (int i = from; i < to; i++) {
      least = Math.min(least, values[i] / common);
    }
    long[] offset = new long[length];
    long[] signed = new long[length];
    for (int i = 0; i < length; i++) {
      long value = values[from + i] / common;
      offset[i] = value - least;
      signed[i] = ColumnWriter.zigzag(value);
    }
    Packing byOffset = Packing.of(offset);
    Packing bySign = Packing.of(signed);
    int leastBits = 8 * ColumnWriter.varintLength(ColumnWriter.zigzag(least));
    if (bySign.bits <= byOffset.bits + leastBits) {
      out.writeByte(SIGNED | bySign.width);
      writePacked(out, signed, bySign.width);
    } else {
      out.writeByte(byOffset.width);
      out.writeSigned(least);
      writePacked(out, offset, byOffset.width);
    }
  }

  /**
   * @param bits how much the frame takes with this width, patches included
   */
  private record Packing(int width, long bits) {
    /** Weighs the bits of all against the bytes of those that are wider. */
    static Packing of(long[] values) {
      int[] ofWidth = new int[65];
      int widest = 0;
      for (long value : values) {
        int width = 64 - Long.numberOfLeadingZeros(value);
        ofWidth[width]++;
        widest = Math.max(widest, width);
      }
      Packing best = new Packing(widest, (long) values.length * widest);
      int patched = 0;
      for (int width = widest - 1; width >= 0; width--) {
        patched += ofWidth[width + 1];
        if (patched > values.length / 4) {
          break; // a patch takes 16 bits at least
        }
        long bits = (long) values.length * width;
        for (int wider = width + 1; wider <= widest; wider++) {
          bits += ofWidth[wider] * (8 + 8L * ((wider - width + 6) / 7));
        }
        if (bits < best.bits) {
          best = new Packing(width, bits);
        }
      }
      return best;
    }
  }

  private static void writePacked(ColumnWriter out, long[] values, int width) {
    int exceptions = 0;
    for (long value : values) {
      out.writeBits(value, width);
      if (width < 64 && value >>> width != 0) {
        exceptions++;
      }
    }
    out.alignBits();
    out.writeByte(exceptions);
    for (int i = 0; i < values.length && exceptions > 0; i++) {
      if (values[i] >>> width != 0 && width < 64) {
        out.writeByte(i);
        out.writeVarint(values[i] >>> width);
      }
    }
  }

  static long[] read(ColumnReader in, int length) {
    int order = in.readByte();
    if (order > MAX_ORDER || order > length) {
      throw new IllegalStateException("differences of order " + order);
    }
    long[] values = new long[length];
    for (int i = 0; i < order; i++) {
      values[i] = in.readSigned();
    }
    long common = in.readVarint();
    for (int from = order; from < length; from += FRAME) {
      readFrame(in, values, from, Math.min(length, from + FRAME), common);
    }
    for (int i = order - 1; i >= 0; i--) {
      for (int at = i + 1; at < length; at++) {
        values[at] += values[at - 1];
      }
    }
    return values;
  }

  private static void readFrame(ColumnReader in, long[] values, int from, int to, long common) {
    int head = in.readByte();
    boolean signed = (head & SIGNED) != 0;
    int width = head & ~SIGNED;
    if (width > 64) {
      throw new IllegalStateException("a width of " + width);
    }
    long least = signed ? 0 : in.readSigned();
    for (int i = from; i < to; i++) {
      values[i] = in.readBits(width);
    }
    in.alignBits();
    int exceptions = in.readByte();
    for (int i = 0; i < exceptions; i++) {
      int position = from + in.readCount(to - from - 1);
      values[position] |= in.readVarint() << width;
    }
    for (int i = from; i < to; i++) {
      values[i] = (signed ? ColumnReader.unzigzag(values[i]) : values[i] + least) * common;
    }
  }
}
