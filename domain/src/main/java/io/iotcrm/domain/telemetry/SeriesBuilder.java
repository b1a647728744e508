package io.iotcrm.domain.telemetry;

import java.util.Arrays;

/** Collects the readings of one series in the order of time. Not thread-safe. */
public final class SeriesBuilder {
  private long[] times;
  private double[] numbers;
  private String[] texts;
  private int size;

  public SeriesBuilder() {
    this(64);
  }

  public SeriesBuilder(int expected) {
    times = new long[Math.max(1, expected)];
    numbers = new double[times.length];
  }

  /**
   * @param number ignored where there is a text
   */
  public void add(long atMillis, double number, String text) {
    if (size == times.length) {
      int length = size * 2;
      times = Arrays.copyOf(times, length);
      numbers = Arrays.copyOf(numbers, length);
      texts = texts == null ? null : Arrays.copyOf(texts, length);
    }
    if (text != null && texts == null) {
      texts = new String[times.length];
    }
    times[size] = atMillis;
    numbers[size] = text == null ? number : Double.NaN;
    if (text != null) {
      texts[size] = text;
    }
    size++;
  }

  public int size() {
    return size;
  }

  public SeriesData build() {
    return new SeriesData(
        Arrays.copyOf(times, size),
        Arrays.copyOf(numbers, size),
        texts == null ? null : Arrays.copyOf(texts, size));
  }
}
