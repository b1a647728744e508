package io.iotcrm.benchmark.forecast;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.domain.forecast.ForecastStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The data set Online Retail (Chen, Sain and Guo, 2012): pieces sold by day, of each item and of
 * all together, from December 2010 to December 2011. Cancelled invoices are left out; a day without
 * a sale has 0, also the Saturdays on which the shop is closed.
 */
final class RetailSeries {
  private static final LocalDate FIRST = LocalDate.of(2010, 12, 1);
  private static final LocalDate END = LocalDate.of(2011, 12, 9);
  private static final int DAYS = (int) ChronoUnit.DAYS.between(FIRST, END);
  private static final int DATE_LENGTH = 10;

  private RetailSeries() {}

  /**
   * @param items so many of those that were sold on most days
   */
  static List<DataSet> read(Path file, int items) {
    Map<String, double[]> sold = new HashMap<>();
    double[] all = new double[DAYS];
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(cells(line), sold, all);
      }
    } catch (IOException | DateTimeException | NumberFormatException e) {
      throw new CommandFailure("cannot read " + file + " of Online Retail", e);
    }
    List<double[]> most =
        sold.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, double[]> e) -> -days(e.getValue()))
                    .thenComparing(Map.Entry::getKey))
            .limit(items)
            .map(Map.Entry::getValue)
            .toList();
    return List.of(
        new DataSet("online retail, all pieces", ForecastStep.DAY, List.of(all)),
        new DataSet("online retail, " + most.size() + " items", ForecastStep.DAY, most));
  }

  private static long days(double[] sold) {
    return Arrays.stream(sold).filter(pieces -> pieces > 0).count();
  }

  private static void add(List<String> cells, Map<String, double[]> sold, double[] all) {
    if (cells.size() < 5 || cells.get(0).startsWith("C")) {
      return;
    }
    double pieces = Double.parseDouble(cells.get(3));
    LocalDate day = LocalDate.parse(cells.get(4).substring(0, DATE_LENGTH));
    int index = (int) ChronoUnit.DAYS.between(FIRST, day);
    if (pieces > 0 && index >= 0 && index < DAYS) {
      sold.computeIfAbsent(cells.get(1), code -> new double[DAYS])[index] += pieces;
      all[index] += pieces;
    }
  }

  /** The cells of a line of CSV; a cell in quotes may have commas. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
