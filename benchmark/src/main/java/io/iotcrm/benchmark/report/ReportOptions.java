package io.iotcrm.benchmark.report;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where reports go. */
public final class ReportOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "benchmark/target/reports",
      description = "Default: ${DEFAULT-VALUE}")
  private Path out;

  /** Prints a report, writes it, and says where. */
  public void publish(Report report, PrintWriter print) {
    print.println(report.markdown());
    print.println("Report: " + report.write(out));
  }
}
