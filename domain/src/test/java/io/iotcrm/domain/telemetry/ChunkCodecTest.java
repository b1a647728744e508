package io.iotcrm.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkCodecTest {
  private static final long START = 1_767_225_600_000L;

  static Stream<Arguments> numbers() {
    Random random = new Random(7);
    double[] walk = {21.5};
    return Stream.of(
        kind("decimals", () -> Math.round((walk[0] += random.nextGaussian() / 10) * 100) / 100.0),
        kind("whole numbers", () -> random.nextInt(1_000)),
        kind("booleans", () -> random.nextInt(2)),
        kind("one value", () -> 4.2),
        kind("any finite double", () -> anyDouble(random)),
        kind("floats", () -> (double) random.nextFloat()),
        kind("zeros of both signs", () -> random.nextBoolean() ? 0.0 : -0.0),
        kind("the extremes", () -> extreme(random)),
        kind("decimals and thirds", () -> random.nextInt(50) / (random.nextBoolean() ? 3.0 : 10)),
        kind("long decimals", () -> random.nextInt() / 1e12),
        kind("near 2^53", () -> (1L << 53) - 2 + random.nextInt(5)));
  }

  private static Arguments kind(String name, DoubleSupplier next) {
    return Arguments.of(name, next);
  }

  private static double anyDouble(Random random) {
    double number = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(number) ? number : random.nextGaussian();
  }

  private static double extreme(Random random) {
    double[] some = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e300, 1e-300, 1e17};
    return some[random.nextInt(some.length)];
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("numbers")
  void givesBackEveryBitOfNumbersAndTimes(String name, DoubleSupplier next) {
    Random random = new Random(name.hashCode());
    for (int size : new int[] {1, 2, 3, 127, 128, 129, 130, 1_440, 10_000}) {
      SeriesBuilder data = new SeriesBuilder();
      long at = START;
      for (int i = 0; i < size; i++) {
        at += size % 2 == 0 ? 60_000 : 1 + random.nextInt(100_000);
        data.add(at, next.getAsDouble(), null);
      }
      assertSame(data.build());
    }
  }

  @Test
  void givesBackTextsAmongNumbers() {
    Random random = new Random(3);
    SeriesBuilder data = new SeriesBuilder();
    for (int i = 0; i < 1_000; i++) {
      boolean text = random.nextInt(3) == 0;
      data.add(START + i, i / 10.0, text ? "zone-" + random.nextInt(5) + "ž\u0001" : null);
    }
    assertSame(data.build());
  }

  @Test
  void givesBackTextsAlone() {
    SeriesBuilder data = new SeriesBuilder();
    for (int i = 0; i < 300; i++) {
      data.add(START + 1_000L * i, 0, i % 7 == 0 ? "" : "x".repeat(i % 1_024));
    }
    assertSame(data.build());
  }

  @Test
  void bearsTimesOfAnyDistance() {
    SeriesBuilder data = new SeriesBuilder();
    for (long at : new long[] {Long.MIN_VALUE, -1, 0, 1, START, Long.MAX_VALUE}) {
      data.add(at, 1, null);
    }
    assertSame(data.build());
  }

  @Test
  void keepsAQuietSensorWithAPeriodInAFractionOfAByteAReading() {
    SeriesBuilder data = new SeriesBuilder();
    for (int i = 0; i < 1_440; i++) {
      data.add(START + 60_000L * i, 21.5 + (i / 240) * 0.1, null);
    }
    assertThat(ChunkCodec.encode(data.build()).length).isLessThan(150);
  }

  @Test
  void keepsANoisySensorOfTwoDecimalsUnderTwoBytesAReading() {
    Random random = new Random(1);
    SeriesBuilder data = new SeriesBuilder();
    for (int i = 0; i < 1_440; i++) {
      data.add(
          START + 60_000L * i + random.nextInt(40),
          Math.round((21 + random.nextGaussian() / 5) * 100) / 100.0,
          null);
    }
    assertThat(ChunkCodec.encode(data.build()).length).isLessThan(1_440 * 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 6, 100})
  void refusesBytesOfWhichOneIsWrong(int position) {
    SeriesBuilder data = new SeriesBuilder();
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      data.add(START + i, random.nextDouble(), null);
    }
    byte[] chunk = ChunkCodec.encode(data.build());
    chunk[position] ^= 4;
    assertThatThrownBy(() -> ChunkCodec.decode(chunk)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void mergingKeepsWhatWasThereFirst() {
    SeriesData old = data(new long[] {1, 3, 5}, 10);
    SeriesData late = data(new long[] {0, 3, 4, 9}, 20);

    SeriesData both = old.merge(late);

    assertThat(both.times()).containsExactly(0, 1, 3, 4, 5, 9);
    assertThat(both.numbers()).containsExactly(20, 10, 10, 20, 10, 20);
    assertThat(both.between(1, 5).times()).containsExactly(1, 3, 4);
  }

  private static SeriesData data(long[] times, double value) {
    SeriesBuilder data = new SeriesBuilder();
    for (long time : times) {
      data.add(time, value, null);
    }
    return data.build();
  }

  private static void assertSame(SeriesData data) {
    SeriesData back = ChunkCodec.decode(ChunkCodec.encode(data));
    assertThat(back.times()).isEqualTo(data.times());
    assertThat(back.texts()).isEqualTo(data.texts());
    assertThat(back.size()).isEqualTo(data.size());
    for (int i = 0; i < data.size(); i++) {
      assertThat(Double.doubleToLongBits(back.numbers()[i]))
          .isEqualTo(Double.doubleToLongBits(data.numbers()[i]));
    }
  }
}
