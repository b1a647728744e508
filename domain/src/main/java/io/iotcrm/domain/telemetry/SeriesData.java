package io.iotcrm.domain.telemetry;

import java.util.Arrays;

/**
 * Readings of one series as columns, in the order of time, one per millisecond.
 *
 * @param times epoch milliseconds, strictly ascending
 * @param numbers booleans as 0 and 1; NaN where the value is a text
 * @param texts null where no value is a text; otherwise null where the value is a number
 */
public record SeriesData(long[] times, double[] numbers, String[] texts) {
  public static final SeriesData EMPTY = new SeriesData(new long[0], new double[0], null);

  public SeriesData {
    if (times.length != numbers.length || texts != null && texts.length != times.length) {
      throw new IllegalArgumentException("columns of different lengths");
    }
  }

  public int size() {
    return times.length;
  }

  /** A {@link Double} or a {@link String}. */
  public Object value(int i) {
    return texts != null && texts[i] != null ? texts[i] : (Object) numbers[i];
  }

  /** What lies from {@code from} up to but without {@code to}, epoch milliseconds. */
  public SeriesData between(long from, long to) {
    int first = position(from);
    int end = Math.max(first, position(to));
    return first == 0 && end == size() ? this : part(first, end);
  }

  public SeriesData part(int first, int end) {
    return new SeriesData(
        Arrays.copyOfRange(times, first, end),
        Arrays.copyOfRange(numbers, first, end),
        texts == null ? null : Arrays.copyOfRange(texts, first, end));
  }

  private int position(long time) {
    int found = Arrays.binarySearch(times, time);
    return found >= 0 ? found : -found - 1;
  }

  /** Both together; of two readings of the same moment the one that is here stays. */
  public SeriesData merge(SeriesData other) {
    if (size() == 0) {
      return other;
    }
    if (other.size() == 0) {
      return this;
    }
    SeriesBuilder both = new SeriesBuilder(size() + other.size());
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      if (j == other.size() || i < size() && times[i] <= other.times[j]) {
        if (j < other.size() && times[i] == other.times[j]) {
          j++;
        }
        both.add(times[i], numbers[i], texts == null ? null : texts[i]);
        i++;
      } else {
        both.add(other.times[j], other.numbers[j], other.texts == null ? null : other.texts[j]);
        j++;
      }
    }
    return both.build();
  }
}
