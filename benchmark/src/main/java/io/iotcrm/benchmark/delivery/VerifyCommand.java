package io.iotcrm.benchmark.delivery;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.database.DatabaseOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares a file of acknowledgements with the database. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Checks that each acknowledged reading of a 'deliver' run is stored once.")
public final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;

  @Option(
      names = "--acknowledged",
      paramLabel = "FILE",
      defaultValue = "benchmark/target/reports/acknowledged.csv",
      description = "Default: ${DEFAULT-VALUE}")
  private Path file;

  @Override
  public Integer call() throws SQLException {
    return verify(file, database, spec.commandLine().getOut());
  }

  static int verify(Path file, DatabaseOptions database, PrintWriter out) throws SQLException {
    List<ReadingKey> acknowledged = AcknowledgedLog.read(file);
    if (acknowledged.isEmpty()) {
      throw new CommandFailure(file + " holds no acknowledgement");
    }
    LongSummaryStatistics times =
        acknowledged.stream().mapToLong(ReadingKey::at).summaryStatistics();
    Comparison comparison =
        Comparison.of(
            acknowledged,
            StoredProgress.all(
                database,
                acknowledged.stream().map(ReadingKey::deviceId).distinct().toList(),
                times.getMin(),
                times.getMax()));
    out.println(comparison);
    out.println(comparison.isPerfect() ? "PASS" : "FAIL");
    out.flush();
    return comparison.isPerfect() ? 0 : 1;
  }
}
