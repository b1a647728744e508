package io.iotcrm.benchmark.forecast;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.report.Report;
import io.iotcrm.benchmark.report.ReportOptions;
import io.iotcrm.domain.forecast.ForecastStep;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Errors of forecasts beside those of the seasonal naive method, on public data. */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    description = {
      "Forecasts public data sets from several origins and states the errors beside those of the",
      "seasonal naive method. Needs no running cluster."
    })
public final class ForecastCommand implements Runnable {
  private static final int MOST_ITEMS = 4_000;

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions reports;

  @Option(
      names = "--occupancy",
      paramLabel = "DIR",
      description = "The directory of the data set Occupancy Detection.")
  private Path occupancy;

  @Option(
      names = "--retail",
      paramLabel = "FILE",
      description = "The data set Online Retail as gzipped CSV.")
  private Path retail;

  @Option(
      names = "--items",
      defaultValue = "200",
      description = "Items that were sold on most days: ${DEFAULT-VALUE}")
  private int items;

  @Override
  public void run() {
    if (occupancy == null && retail == null || items < 1 || items > MOST_ITEMS) {
      throw new CommandFailure(
          "give --occupancy, --retail or both; --items must be 1 to " + MOST_ITEMS);
    }
    List<DataSet> data = new ArrayList<>();
    if (occupancy != null) {
      data.addAll(OccupancySeries.read(occupancy));
    }
    if (retail != null) {
      data.addAll(RetailSeries.read(retail, items));
    }
    PrintWriter print = spec.commandLine().getOut();
    List<List<Object>> rows = new ArrayList<>();
    for (DataSet set : data) {
      for (int horizon : set.step() == ForecastStep.HOUR ? new int[] {24, 48} : new int[] {7, 28}) {
        rows.add(ForecastTrial.row(set, horizon));
        print.println(rows.get(rows.size() - 1));
        print.flush();
      }
    }
    Report report =
        new Report("forecast", "Errors of forecasts")
            .table(
                "errors",
                "On values that nothing was learnt from",
                List.of(
                    "data",
                    "horizon",
                    "series",
                    "forecasts",
                    "MASE",
                    "MASE naive",
                    "sMAPE",
                    "sMAPE naive",
                    "better in",
                    "within 80 %",
                    "within 95 %",
                    "a forecast takes"),
                rows);
    reports.publish(report, print);
  }
}
