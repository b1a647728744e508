package io.iotcrm.benchmark.storage;

import io.iotcrm.benchmark.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The data set Occupancy Detection (Candanedo and Feldheim, 2016): a room's temperature, humidity,
 * light, CO2 and humidity ratio, once a minute.
 */
final class OccupancyData {
  static final List<String> KEYS =
      List.of("temperature", "humidity", "light", "co2", "humidityRatio");

  private static final List<String> FILES =
      List.of("datatest.txt", "datatraining.txt", "datatest2.txt");
  private static final int COLUMNS = 8;

  /**
   * One minute.
   *
   * @param second of the minute, as the logger wrote it
   * @param values as they stand in the file, in the order of the keys
   */
  record Row(int second, List<String> values) {}

  private OccupancyData() {}

  static List<Row> read(Path directory) {
    List<Row> rows = new ArrayList<>();
    for (String name : FILES) {
      Path file = directory.resolve(name);
      if (!Files.isReadable(file)) {
        throw new CommandFailure(
            "there is no "
                + file
                + ": give the directory of the Occupancy Detection data set with --data");
      }
      try {
        for (String line : Files.readAllLines(file)) {
          String[] cells = line.replace("\"", "").split(",");
          if (cells.length == COLUMNS) {
            String time = cells[1];
            rows.add(
                new Row(
                    Integer.parseInt(time.substring(time.length() - 2)),
                    List.of(cells).subList(2, 2 + KEYS.size())));
          }
        }
      } catch (IOException | NumberFormatException e) {
        throw new CommandFailure("cannot read " + file, e);
      }
    }
    return rows;
  }
}
