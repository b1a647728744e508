package io.iotcrm.domain.telemetry;

import java.util.ArrayList;
import java.util.List;

/** The hours of a series, at most a month of them, as one piece of bytes. Thread-safe. */
public final class RollupCodec {
  private static final int MAX_HOURS = 24 * 31;

  private RollupCodec() {}

  /**
   * @param hours in their order, each once
   */
  public static byte[] encode(List<HourSummary> hours) {
    int size = hours.size();
    if (size < 1 || size > MAX_HOURS) {
      throw new IllegalArgumentException("a rollup of " + size + " hours");
    }
    ColumnWriter out = new ColumnWriter();
    out.writeVarint(size);
    IntegerColumn.write(out, hours.stream().mapToLong(HourSummary::hour).toArray());
    IntegerColumn.write(out, hours.stream().mapToLong(HourSummary::count).toArray());
    NumberColumn.write(out, hours.stream().mapToDouble(HourSummary::first).toArray());
    // An hour with one reading is that reading.
    List<HourSummary> many = hours.stream().filter(hour -> hour.count() > 1).toList();
    if (!many.isEmpty()) {
      // What is asked for most comes first, so that the rest need not be read.
      NumberColumn.write(out, many.stream().mapToDouble(HourSummary::sum).toArray());
      NumberColumn.write(out, many.stream().mapToDouble(HourSummary::min).toArray());
      NumberColumn.write(out, many.stream().mapToDouble(HourSummary::max).toArray());
      NumberColumn.write(out, many.stream().mapToDouble(HourSummary::last).toArray());
    }
    return ColumnEnvelope.wrap(out.toBytes());
  }

  /**
   * @throws IllegalStateException for bytes that were damaged or written by a later version
   */
  public static List<HourSummary> decode(byte[] rollup) {
    return decode(rollup, false);
  }

  /**
   * @param sumsOnly count and sum will do; of hours with several readings the rest is 0 then
   * @throws IllegalStateException for bytes that were damaged or written by a later version
   */
  public static List<HourSummary> decode(byte[] rollup, boolean sumsOnly) {
    ColumnReader in = ColumnEnvelope.unwrap(rollup);
    int size = in.readCount(MAX_HOURS);
    long[] hour = IntegerColumn.read(in, size);
    long[] count = IntegerColumn.read(in, size);
    double[] first = NumberColumn.read(in, size);
    int many = 0;
    for (long n : count) {
      many += n > 1 ? 1 : 0;
    }
    double[][] column = new double[4][many];
    for (int i = 0; i < (sumsOnly ? 1 : column.length) && many > 0; i++) {
      column[i] = NumberColumn.read(in, many);
    }
    List<HourSummary> hours = new ArrayList<>(size);
    int next = 0;
    for (int i = 0; i < size; i++) {
      if (count[i] == 1) {
        hours.add(new HourSummary(hour[i], 1, first[i], first[i], first[i], first[i], first[i]));
      } else {
        hours.add(
            new HourSummary(
                hour[i],
                (int) count[i],
                column[0][next],
                column[1][next],
                column[2][next],
                first[i],
                column[3][next]));
        next++;
      }
    }
    return hours;
  }
}
