package io.iotcrm.benchmark.delivery;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.BrokerOptions;
import io.iotcrm.benchmark.database.DatabaseOptions;
import io.iotcrm.benchmark.load.BenchDeviceOptions;
import io.iotcrm.benchmark.load.BenchDevices;
import io.iotcrm.benchmark.load.LoadDevice;
import io.iotcrm.benchmark.load.MessageSource;
import io.iotcrm.benchmark.process.Children;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes, notes what was acknowledged, lets things be killed meanwhile, and compares. */
@Command(
    name = "deliver",
    mixinStandardHelpOptions = true,
    description = {
      "Publishes readings at QoS 1, one per message, and notes each acknowledged one in a file.",
      "With --db-url it watches the database meanwhile and compares at the end. Example:",
      "  deliver ... --count 20000 --event 10000='kill -9 4711'"
    })
public final class DeliverCommand implements Callable<Integer> {
  /** Which program publishes. */
  enum Client {
    BUILT_IN,
    MOSQUITTO
  }

  private static final int MOST = 1_000_000;
  private static final long NOTABLE_GAP_MILLIS = 500;

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private BrokerOptions broker;
  @Mixin private BenchDeviceOptions benchDevices;

  @Option(names = "--devices", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}")
  private int devices;

  @Option(names = "--count", defaultValue = "20000", description = "Default: ${DEFAULT-VALUE}")
  private int count;

  @Option(
      names = "--rate",
      defaultValue = "500",
      description = "Messages a second in all (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--client",
      defaultValue = "BUILT_IN",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Client client;

  @Option(
      names = "--acknowledged",
      paramLabel = "FILE",
      defaultValue = "benchmark/target/reports/acknowledged.csv",
      description = "Where to note what was acknowledged (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(
      names = "--event",
      paramLabel = "N=COMMAND",
      description = "Run this shell command after N acknowledgements; repeatable.")
  private Map<Integer, String> events = new LinkedHashMap<>();

  @Option(
      names = "--wait-seconds",
      defaultValue = "300",
      description =
          "How long to wait for acknowledgements and storage (default: ${DEFAULT-VALUE}).")
  private int waitSeconds;

  private final AtomicInteger acknowledged = new AtomicInteger();
  private final Gaps acknowledgements = new Gaps();

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    if (count < 1 || count > MOST || devices < 1 || rate <= 0) {
      throw new CommandFailure("--count must be 1 to " + MOST + ", --devices and --rate positive");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<LoadDevice> played =
        BenchDevices.read(benchDevices.credentials(), Math.min(devices, count));
    List<String> ids = played.stream().map(LoadDevice::id).toList();
    long from = System.currentTimeMillis();
    try (Children children = new Children(file.resolveSibling("deliver-children.log"));
        AcknowledgedLog log = new AcknowledgedLog(file);
        StoredProgress stored =
            database.isGiven()
                ? new StoredProgress(database, ids, from, StoredProgress.OFTEN)
                : null) {
      Incidents incidents = new Incidents(events, children, out);
      publish(played, log, incidents, stored, out);
      out.printf(
          "%d of %d acknowledged, noted in %s%n", acknowledged.get(), count, file.toAbsolutePath());
      gaps(out, "acknowledgements", acknowledgements);
      if (stored == null) {
        return acknowledged.get() == count ? 0 : 1;
      }
      awaitStored(stored);
      gaps(out, "stored readings", stored.gaps());
      for (Incidents.Incident one : incidents.happened()) {
        out.printf(
            "%s %s: next stored reading after %s, longest pause from then on %s%n",
            Gaps.clock(one.at()),
            one.command(),
            millis(stored.gaps().untilNext(one.at())),
            millis(stored.gaps().longestAfter(one.at())));
      }
    }
    int verdict = VerifyCommand.verify(file, database, out);
    return acknowledged.get() == count ? verdict : 1;
  }

  private void publish(
      List<LoadDevice> played,
      AcknowledgedLog log,
      Incidents incidents,
      StoredProgress stored,
      PrintWriter out)
      throws IOException, InterruptedException {
    List<Publisher> publishers = new ArrayList<>();
    List<MessageSource> sources = new ArrayList<>();
    for (LoadDevice device : played) {
      publishers.add(
          client == Client.MOSQUITTO
              ? new MosquittoPublisher(broker.mqtt(), device)
              : new ClientPublisher(broker.mqtt(), device));
      sources.add(new MessageSource(publishers.size(), 1));
    }
    long start = System.nanoTime();
    long nextLine = start + TimeUnit.SECONDS.toNanos(5);
    for (int i = 0; i < count; i++) {
      long due = start + (long) (i / rate * 1e9);
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      int n = i % publishers.size();
      MessageSource.Message message = sources.get(n).next(System.currentTimeMillis());
      ReadingKey reading = new ReadingKey(played.get(n).id(), MessageSource.key(0), message.at());
      publishers.get(n).publish(message, () -> noteAcknowledged(reading, log, incidents));
      if (System.nanoTime() > nextLine) {
        progress(out, i + 1, stored);
        nextLine += TimeUnit.SECONDS.toNanos(5);
      }
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
    for (Publisher publisher : publishers) {
      publisher.finish(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    }
    progress(out, count, stored);
  }

  private void noteAcknowledged(ReadingKey reading, AcknowledgedLog log, Incidents incidents) {
    long now = System.currentTimeMillis();
    log.add(reading, now);
    acknowledgements.happened(now);
    incidents.acknowledged(acknowledged.incrementAndGet());
  }

  private void awaitStored(StoredProgress stored) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
    while (stored.stored() < acknowledged.get() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void progress(PrintWriter out, int published, StoredProgress stored) {
    out.printf(
        "%s %d published, %d acknowledged%s%n",
        Gaps.clock(System.currentTimeMillis()),
        published,
        acknowledged.get(),
        stored == null ? "" : ", " + stored.stored() + " stored");
    out.flush();
  }

  private static String millis(OptionalLong millis) {
    return millis.isPresent() ? millis.getAsLong() + " ms" : "(none)";
  }

  private static void gaps(PrintWriter out, String what, Gaps gaps) {
    List<Gaps.Gap> notable = gaps.longerThan(NOTABLE_GAP_MILLIS);
    out.printf("%d pauses of %s of %d ms and more%n", notable.size(), what, NOTABLE_GAP_MILLIS);
    notable.forEach(gap -> out.println("  " + gap));
    out.flush();
  }
}
