package io.iotcrm.benchmark.forecast;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.domain.forecast.ForecastStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * The data set Occupancy Detection (Candanedo and Feldheim, 2016) by the hour: averages of one
 * quantity over sixteen days of February 2015, with two gaps.
 */
final class OccupancySeries {
  private static final List<String> FILES =
      List.of("datatest.txt", "datatraining.txt", "datatest2.txt");
  private static final LocalDateTime FIRST = LocalDateTime.of(2015, 2, 2, 15, 0);
  private static final LocalDateTime END = LocalDateTime.of(2015, 2, 18, 9, 0);
  private static final List<String> QUANTITIES = List.of("temperature", "humidity", "light", "CO2");
  private static final int FIRST_COLUMN = 2;

  private OccupancySeries() {}

  /** One data set for each quantity: their units differ. */
  static List<DataSet> read(Path directory) {
    int hours = (int) Duration.between(FIRST, END).toHours();
    double[][] sums = new double[QUANTITIES.size()][hours];
    int[] counts = new int[hours];
    for (String name : FILES) {
      Path file = directory.resolve(name);
      try {
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
          add(line.replace("\"", "").split(","), sums, counts);
        }
      } catch (IOException | DateTimeException | NumberFormatException e) {
        throw new CommandFailure("cannot read " + file + " of Occupancy Detection", e);
      }
    }
    for (double[] sum : sums) {
      for (int hour = 0; hour < hours; hour++) {
        sum[hour] = counts[hour] == 0 ? Double.NaN : sum[hour] / counts[hour];
      }
    }
    return Arrays.stream(sums)
        .map(
            sum ->
                new DataSet(
                    "occupancy, " + QUANTITIES.get(Arrays.asList(sums).indexOf(sum)),
                    ForecastStep.HOUR,
                    List.of(sum)))
        .toList();
  }

  private static void add(String[] cells, double[][] sums, int[] counts) {
    LocalDateTime at = LocalDateTime.parse(cells[1].replace(' ', 'T'));
    if (at.isBefore(FIRST) || !at.isBefore(END)) {
      return;
    }
    int hour = (int) Duration.between(FIRST, at).toHours();
    counts[hour]++;
    for (int i = 0; i < sums.length; i++) {
      sums[i][hour] += Double.parseDouble(cells[FIRST_COLUMN + i]);
    }
  }
}
