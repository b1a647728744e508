package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints the end of a log. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Prints the end of the log of a part.")
final class LogsCommand implements Callable<Integer> {
  private static final long TAIL_BYTES = 32_768;
  private static final long POLL_MILLIS = 300;

  @ParentCommand private IotCrm parent;

  @Parameters(
      paramLabel = "WHAT",
      description = "n1, n2, ..., domain, broker, database, edge or simulation")
  private String what;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on printing what is added.")
  private boolean follow;

  @Override
  public Integer call() throws Exception {
    Path log = log(parent.installation());
    if (!Files.exists(log)) {
      throw new IllegalStateException("there is no log yet in " + log);
    }
    long position = Math.max(0, Files.size(log) - TAIL_BYTES);
    position = print(log, position);
    while (follow) {
      Thread.sleep(POLL_MILLIS);
      long size = Files.exists(log) ? Files.size(log) : 0;
      // A shorter file is a new one: the log was rotated.
      position = print(log, size < position ? 0 : position);
    }
    return 0;
  }

  private static long print(Path log, long from) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(from);
      InputStream in = Channels.newInputStream(file.getChannel());
      in.transferTo(System.out);
      System.out.flush();
      return file.getFilePointer();
    }
  }

  private Path log(Installation installation) {
    return switch (what) {
      case "domain" -> installation.domain().log();
      case "broker" -> installation.broker().log();
      case "database" -> installation.database().log();
      case "edge", "edge-1" -> installation.edge().log();
      case "simulation" -> installation.simulation().log();
      default -> installation.cluster().existing(what).log();
    };
  }
}
