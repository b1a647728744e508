package io.iotcrm.domain.telemetry;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalDouble;

/** The used ones of the last N buckets of one width, oldest first. Empty buckets take no room. */
final class BucketRow {
  private final long width;
  private final int capacity;
  private long[] index;
  private int[] count;
  private double[] sum;
  private double[] min;
  private double[] max;
  private int size;

  BucketRow(long widthMillis, int capacity) {
    this(widthMillis, capacity, 4);
  }

  private BucketRow(long widthMillis, int capacity, int room) {
    this.width = widthMillis;
    this.capacity = capacity;
    index = new long[room];
    count = new int[room];
    sum = new double[room];
    min = new double[room];
    max = new double[room];
  }

  /** What a span of buckets holds; min and max mean nothing where the count is 0. */
  record Summary(long count, double sum, double min, double max) {}

  void add(long atMillis, double number) {
    long bucket = Math.floorDiv(atMillis, width);
    if (size > 0 && index[size - 1] >= bucket) {
      int last = size - 1;
      count[last]++;
      sum[last] += number;
      min[last] = Math.min(min[last], number);
      max[last] = Math.max(max[last], number);
      return;
    }
    forgetBefore(bucket - capacity + 1);
    append(bucket, 1, number, number, number);
  }

  private void append(long bucket, int n, double total, double least, double greatest) {
    if (size == index.length) {
      int length = Math.min(capacity, size * 2);
      index = Arrays.copyOf(index, length);
      count = Arrays.copyOf(count, length);
      sum = Arrays.copyOf(sum, length);
      min = Arrays.copyOf(min, length);
      max = Arrays.copyOf(max, length);
    }
    index[size] = bucket;
    count[size] = n;
    sum[size] = total;
    min[size] = least;
    max[size] = greatest;
    size++;
  }

  private void forgetBefore(long bucket) {
    int drop = 0;
    while (drop < size && index[drop] < bucket) {
      drop++;
    }
    if (drop > 0) {
      size -= drop;
      System.arraycopy(index, drop, index, 0, size);
      System.arraycopy(count, drop, count, 0, size);
      System.arraycopy(sum, drop, sum, 0, size);
      System.arraycopy(min, drop, min, 0, size);
      System.arraycopy(max, drop, max, 0, size);
    }
  }

  Summary summary(long nowMillis, int buckets) {
    long newest = Math.floorDiv(nowMillis, width);
    long n = 0;
    double total = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = size - 1; i >= 0 && index[i] > newest - buckets; i--) {
      if (index[i] <= newest) {
        n += count[i];
        total += sum[i];
        least = Math.min(least, min[i]);
        greatest = Math.max(greatest, max[i]);
      }
    }
    return new Summary(n, total, least, greatest);
  }

  /**
   * The slope of the line of least squares through the buckets' averages, per bucket; empty where
   * fewer than two have numbers.
   */
  OptionalDouble slope(long nowMillis, int buckets) {
    long newest = Math.floorDiv(nowMillis, width);
    double n = 0;
    double sumX = 0;
    double sumY = 0;
    for (int i = first(newest - buckets); i < size && index[i] <= newest; i++) {
      n += count[i];
      sumX += (double) count[i] * (index[i] - newest);
      sumY += sum[i];
    }
    double meanX = sumX / n;
    double meanY = sumY / n;
    double square = 0;
    double product = 0;
    for (int i = first(newest - buckets); i < size && index[i] <= newest; i++) {
      double x = index[i] - newest - meanX;
      square += count[i] * x * x;
      product += x * (sum[i] - count[i] * meanY);
    }
    return square > 0 ? OptionalDouble.of(product / square) : OptionalDouble.empty();
  }

  /** Where the buckets after this one begin. */
  private int first(long after) {
    int i = size;
    while (i > 0 && index[i - 1] > after) {
      i--;
    }
    return i;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(size);
    long previous = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0) {
        out.writeLong(index[0]);
      } else {
        out.writeShort((int) Math.min(index[i] - previous, Short.MAX_VALUE));
      }
      previous = index[i];
      out.writeInt(count[i]);
      out.writeDouble(sum[i]);
      if (count[i] > 1) {
        out.writeDouble(min[i]);
        out.writeDouble(max[i]);
      }
    }
  }

  static BucketRow read(DataInput in, long width, int capacity) throws IOException {
    int size = in.readUnsignedByte();
    BucketRow row = new BucketRow(width, capacity, Math.max(4, size + 1)); // one is likely to come
    long bucket = 0;
    for (int i = 0; i < size; i++) {
      bucket = i == 0 ? in.readLong() : bucket + in.readShort();
      int n = in.readInt();
      double total = in.readDouble();
      double least = n > 1 ? in.readDouble() : total;
      double greatest = n > 1 ? in.readDouble() : total;
      row.append(bucket, n, total, least, greatest);
    }
    return row;
  }
}
