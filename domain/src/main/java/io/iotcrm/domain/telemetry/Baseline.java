package io.iotcrm.domain.telemetry;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * How a numeric series usually is, learned as its numbers come: an exponentially weighted mean and
 * variance (T. Finch, "Incremental calculation of weighted mean and variance", 2009, equations 124
 * and 143), and how far the newest number lies from it.
 *
 * <p>With weight {@code a} and {@code d = x - mean}: {@code mean += a d}, {@code variance = (1 - a)
 * (variance + a d^2)}. The weight is {@code 1/n} for the first hundred numbers, which makes them
 * count alike, and 0.01 from then on. The score of a number is {@code d / scale}, taken before the
 * number is learned, where the scale is the standard deviation but not less than 0.1 % of the mean:
 * a series that never moved has no deviation of its own.
 *
 * <p>A number counts as no further away than three scales when it is learned (Huber's function, as
 * in S. Gelper, R. Fried and C. Croux, "Robust forecasting with exponential and Holt-Winters
 * smoothing", 2010): one outlier hardly moves the baseline, while a lasting step widens it by about
 * 8 % with each number until the new level is usual.
 *
 * <p>It takes 26 bytes in a twin. Not thread-safe.
 */
public final class Baseline {
  /** So many numbers have to come before there is a score. */
  public static final int WARM_UP = 30;

  /** No score is farther from 0. */
  public static final double MAX_SCORE = 99;

  private static final int MEMORY = 100;
  private static final double CLIP = 3;
  private static final double LEAST_RELATIVE_SCALE = 0.001;
  private static final double LEAST_SCALE = 1e-6;

  private int count;
  private double mean;
  private double variance;
  private double score;

  public void add(double number) {
    if (count == 0) {
      count = 1;
      mean = number;
      return;
    }
    double scale = scale();
    double distance = number - mean;
    score = clamp(distance / scale, MAX_SCORE);
    if (count >= WARM_UP) {
      distance = clamp(distance, CLIP * scale);
    }
    count = Math.min(count + 1, MEMORY);
    double weight = 1.0 / count;
    double step = weight * distance;
    mean += step;
    variance = (1 - weight) * (variance + distance * step);
  }

  /**
   * How many scales the newest number lay above (positive) or below what was usual before it; empty
   * until enough is known.
   */
  public OptionalDouble score() {
    return count > WARM_UP ? OptionalDouble.of(score) : OptionalDouble.empty();
  }

  private double scale() {
    return Math.max(
        Math.sqrt(variance), Math.max(LEAST_RELATIVE_SCALE * Math.abs(mean), LEAST_SCALE));
  }

  private static double clamp(double number, double limit) {
    return Math.max(-limit, Math.min(limit, number));
  }

  public void write(DataOutput out) throws IOException {
    out.writeShort(count);
    out.writeDouble(mean);
    out.writeDouble(variance);
    out.writeDouble(score);
  }

  public static Baseline read(DataInput in) throws IOException {
    Baseline baseline = new Baseline();
    baseline.count = in.readUnsignedShort();
    baseline.mean = in.readDouble();
    baseline.variance = in.readDouble();
    baseline.score = in.readDouble();
    return baseline;
  }
}
