package io.iotcrm.domain.telemetry;

import java.util.Arrays;

/**
 * Doubles in few bytes, each given back bit for bit.
 *
 * <p>What sensors report are mostly decimal fractions with few digits: 23.18 is 2318 / 10^2, and
 * the division of two exact doubles is the double nearest to the fraction, so the whole number and
 * the exponent are enough (the idea of ALP: Afroozeh, Kuffo and Boncz, ALP: Adaptive Lossless
 * floating-Point Compression, 2023). Numbers that are no fraction of the common exponent go into a
 * column of their own, which may have another exponent. Few different numbers go into a dictionary.
 */
final class NumberColumn {
  private static final int RAW = 0;
  private static final int DECIMAL = 1;
  private static final int DICTIONARY = 2;

  /**
   * All powers that a double holds exactly and that a whole number of 53 bits can be divided by.
   */
  private static final double[] POWERS = new double[19];

  private static final int MAX_DEPTH = 3;
  private static final int SAMPLE = 64;
  private static final int MAX_WORDS = 4_096;
  private static final double MAX_WHOLE = 1L << 53;

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Math.pow(10, i);
    }
  }

  private NumberColumn() {}

  static void write(ColumnWriter out, double[] values) {
    out.writeBytes(encode(values, 0));
  }

  private static byte[] encode(double[] values, int depth) {
    byte[] best = raw(values);
    if (depth < MAX_DEPTH) {
      int exponent = bestExponent(values);
      if (exponent >= 0) {
        best = shorter(best, decimal(values, exponent, depth));
      }
      best = shorter(best, dictionary(values, depth));
    }
    return best;
  }

  private static byte[] shorter(byte[] a, byte[] b) {
    return b != null && b.length < a.length ? b : a;
  }

  /** Plane by plane, the highest bytes first, of each number and the one before. */
  private static byte[] raw(double[] values) {
    ColumnWriter out = new ColumnWriter();
    out.writeByte(RAW);
    long[] mixed = new long[values.length];
    long previous = 0;
    for (int i = 0; i < values.length; i++) {
      long bits = Double.doubleToRawLongBits(values[i]);
      mixed[i] = bits ^ previous;
      previous = bits;
    }
    for (int shift = 56; shift >= 0; shift -= 8) {
      for (long bits : mixed) {
        out.writeByte((int) (bits >>> shift));
      }
    }
    return out.toBytes();
  }

  /** The exponent with which a sample takes the fewest bits, or -1 where none helps. */
  private static int bestExponent(double[] values) {
    int step = Math.max(1, values.length / SAMPLE);
    int best = -1;
    long bestBits = Long.MAX_VALUE;
    for (int exponent = 0; exponent < POWERS.length; exponent++) {
      long bits = 0;
      int fits = 0;
      for (int i = step - 1; i < values.length; i += step) {
        if (isFraction(values[i], exponent)) {
          long before = i == 0 ? 0 : Math.round(values[i - 1] * POWERS[exponent]);
          long change = whole(values[i], exponent) - before;
          bits += 2 + 64 - Long.numberOfLeadingZeros(Math.abs(change));
          fits++;
        } else {
          bits += 72;
        }
      }
      if (fits > 0 && bits < bestBits) {
        best = exponent;
        bestBits = bits;
      }
    }
    return best;
  }

  private static long whole(double value, int exponent) {
    return (long) Math.rint(value * POWERS[exponent]);
  }

  /** Whether the number comes back from its whole number, to the bit; never for -0. */
  static boolean isFraction(double value, int exponent) {
    double scaled = Math.rint(value * POWERS[exponent]);
    return Math.abs(scaled) <= MAX_WHOLE
        && Double.doubleToRawLongBits((long) scaled / POWERS[exponent])
            == Double.doubleToRawLongBits(value);
  }

  private static byte[] decimal(double[] values, int exponent, int depth) {
    long[] wholes = new long[values.length];
    long[] gaps = new long[values.length];
    double[] others = new double[values.length];
    int misfits = 0;
    int lastMisfit = -1;
    for (int i = 0; i < values.length; i++) {
      if (isFraction(values[i], exponent)) {
        wholes[i] = whole(values[i], exponent);
      } else {
        wholes[i] = i == 0 ? 0 : wholes[i - 1];
        gaps[misfits] = i - lastMisfit - 1L;
        others[misfits++] = values[i];
        lastMisfit = i;
      }
    }
    if (misfits == values.length) {
      return null;
    }
    ColumnWriter out = new ColumnWriter();
    out.writeByte(DECIMAL);
    out.writeByte(exponent);
    IntegerColumn.write(out, wholes);
    out.writeVarint(misfits);
    if (misfits > 0) {
      IntegerColumn.write(out, Arrays.copyOf(gaps, misfits));
      out.writeBytes(encode(Arrays.copyOf(others, misfits), depth + 1));
    }
    return out.toBytes();
  }

  private static byte[] dictionary(double[] values, int depth) {
    double[] words = words(values, Math.min(MAX_WORDS, values.length / 2));
    if (words == null) {
      return null;
    }
    long[] numbers = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = Arrays.binarySearch(words, values[i]);
    }
    ColumnWriter out = new ColumnWriter();
    out.writeByte(DICTIONARY);
    out.writeVarint(words.length);
    out.writeBytes(encode(words, depth + 1));
    IntegerColumn.write(out, numbers);
    return out.toBytes();
  }

  /** The different numbers in their order, -0 before 0; null where there are more than so many. */
  private static double[] words(double[] values, int most) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || Double.compare(sorted[i], sorted[count - 1]) != 0) {
        if (count == most) {
          return null;
        }
        sorted[count++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, count);
  }

  static double[] read(ColumnReader in, int length) {
    int kind = in.readByte();
    return switch (kind) {
      case RAW -> readRaw(in, length);
      case DECIMAL -> readDecimal(in, length);
      case DICTIONARY -> readDictionary(in, length);
      default -> throw new IllegalStateException("a column of kind " + kind);
    };
  }

  private static double[] readRaw(ColumnReader in, int length) {
    long[] mixed = new long[length];
    for (int shift = 56; shift >= 0; shift -= 8) {
      for (int i = 0; i < length; i++) {
        mixed[i] |= (long) in.readByte() << shift;
      }
    }
    double[] values = new double[length];
    long bits = 0;
    for (int i = 0; i < length; i++) {
      bits ^= mixed[i];
      values[i] = Double.longBitsToDouble(bits);
    }
    return values;
  }

  private static double[] readDecimal(ColumnReader in, int length) {
    int exponent = in.readByte();
    if (exponent >= POWERS.length) {
      throw new IllegalStateException("an exponent of " + exponent);
    }
    long[] wholes = IntegerColumn.read(in, length);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = wholes[i] / POWERS[exponent];
    }
    int misfits = in.readCount(length);
    if (misfits > 0) {
      long[] gaps = IntegerColumn.read(in, misfits);
      double[] others = read(in, misfits);
      int position = -1;
      for (int i = 0; i < misfits; i++) {
        position += (int) gaps[i] + 1;
        if (position < 0 || position >= length) {
          throw new IllegalStateException("a misfit outside the column");
        }
        values[position] = others[i];
      }
    }
    return values;
  }

  private static double[] readDictionary(ColumnReader in, int length) {
    int size = in.readCount(length);
    double[] words = read(in, size);
    long[] numbers = IntegerColumn.read(in, length);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      if (numbers[i] < 0 || numbers[i] >= size) {
        throw new IllegalStateException("word " + numbers[i] + " of " + size);
      }
      values[i] = words[(int) numbers[i]];
    }
    return values;
  }
}
