package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.HostPort;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The installation's edge connector, led to the broker through the proof's own line while the proof
 * lasts.
 */
final class EdgeProcess {
  private final Administration iotcrm;
  private final TcpProxy line;
  private final HostPort broker;
  private final Supplier<Long> pid;

  /**
   * @param broker where it subscribes to the devices directly; only its batches go over the line
   * @param pid of the process as it is now
   */
  EdgeProcess(Administration iotcrm, TcpProxy line, HostPort broker, Supplier<Long> pid) {
    this.iotcrm = iotcrm;
    this.line = line;
    this.broker = broker;
    this.pid = pid;
  }

  /** Stops it and starts it again with its way to the centre over the line. */
  void divert() throws IOException, InterruptedException {
    iotcrm.run("edge", "stop");
    start();
  }

  /** Starts it over the line. */
  void start() throws IOException, InterruptedException {
    iotcrm.run(
        Map.of(
            "IOTCRM_EDGE_BROKER_URL", "tcp://" + broker,
            "IOTCRM_EDGE_UPLINK_URL", "tcp://" + line.address()),
        "edge",
        "start");
  }

  void kill() throws IOException, InterruptedException {
    iotcrm.run("edge", "kill");
  }

  /** As it was before {@link #divert}. */
  void restore() throws IOException, InterruptedException {
    iotcrm.run("edge", "stop");
    iotcrm.run("edge", "start");
  }

  /**
   * Takes away its room on the disk, and the centre, so that it needs it: no file of it may grow
   * beyond nothing from now on.
   */
  void fillDisk() throws IOException, InterruptedException {
    limit("0");
    line.cut();
  }

  void freeDisk() throws IOException, InterruptedException {
    limit("unlimited");
  }

  private void limit(String bytes) throws IOException, InterruptedException {
    Process prlimit =
        new ProcessBuilder(
                "prlimit", "--pid", pid.get().toString(), "--fsize=" + bytes + ":unlimited")
            .inheritIO()
            .start();
    if (!prlimit.waitFor(10, TimeUnit.SECONDS) || prlimit.exitValue() != 0) {
      throw new CommandFailure("prlimit did not limit the edge connector's files");
    }
  }
}
