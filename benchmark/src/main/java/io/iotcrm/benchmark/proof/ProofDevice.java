package io.iotcrm.benchmark.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.load.LoadDevice;
import io.iotcrm.benchmark.mqtt.DeviceConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A device that numbers its readings, remembers which were acknowledged, and obeys each command
 * once, however often it comes.
 */
final class ProofDevice implements AutoCloseable {
  /** How many numbers a trial has for each device. */
  static final long NUMBERS = 1_000_000;

  private static final int CONNECT_SECONDS = 30;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

  private static final byte[][] RUBBISH = {
    "{\"n\":".getBytes(StandardCharsets.US_ASCII),
    "{\"n\":\"forty\"}".getBytes(StandardCharsets.US_ASCII),
    "{\"n\":NaN}".getBytes(StandardCharsets.US_ASCII),
    ("[".repeat(5_000)).getBytes(StandardCharsets.US_ASCII),
    {(byte) 0x9f, (byte) 0xff, 0x00, 0x17},
    new byte[0],
    ("{\"n\":1,\"ts\":\"'; drop table reading; --\"}").getBytes(StandardCharsets.US_ASCII),
  };

  private final LoadDevice device;
  private final DeviceConnection connection;
  private final String topic;
  private final Map<Long, Long> offered = new ConcurrentHashMap<>();
  private final Map<Long, Long> acknowledged = new ConcurrentHashMap<>();
  private final Set<String> obeyed = ConcurrentHashMap.newKeySet();
  private final AtomicInteger repeatedCommands = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final Stamps stamps;
  private long number;

  /**
   * @param first its first number
   * @param stamps those that the device has given in other trials
   */
  ProofDevice(HostPort broker, LoadDevice device, long first, Stamps stamps) {
    this.device = device;
    this.stamps = stamps;
    this.number = first - 1;
    this.topic = DeviceConnection.telemetryTopic(device.id());
    this.connection =
        new DeviceConnection(
            broker,
            device.id(),
            "device/" + device.id(),
            device.id(),
            device.secret(),
            DeviceConnection.commandTopic(device.id()),
            new DeviceConnection.Listener() {
              @Override
              public void message(String from, byte[] payload) {
                obey(payload);
              }
            });
  }

  void connect() throws InterruptedException {
    try {
      connection.connect().get(CONNECT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandFailure(device.id() + " cannot connect", e);
    }
  }

  String id() {
    return device.id();
  }

  /** Reports its next numbers: one, or two in the wrong order. Returns how many. */
  int report(Manners manners) {
    if (manners.poisonous()) {
      offer(RUBBISH[(int) (number % RUBBISH.length)], manners::done);
    }
    long first = ++number;
    long at = stamps.next(manners.now());
    if (!manners.swapped()) {
      report(first, at, manners);
      return 1;
    }
    long second = ++number;
    report(second, stamps.next(manners.now()), manners);
    report(first, at, manners);
    manners.done();
    return 2;
  }

  private void report(long n, long at, Manners manners) {
    byte[] payload = ("{\"ts\":" + at + ",\"n\":" + n + "}").getBytes(StandardCharsets.US_ASCII);
    offered.put(at, n);
    boolean twice = manners.twice();
    if (twice || manners.clockMoved()) {
      manners.done();
    }
    for (int i = twice ? 2 : 1; i > 0; i--) {
      underWay.incrementAndGet();
      send(
          payload,
          () -> {
            acknowledged.put(at, n);
            manners.acknowledged();
            underWay.decrementAndGet();
          });
    }
  }

  private void send(byte[] payload, Runnable done) {
    connection
        .publish(topic, payload)
        .whenComplete(
            (ok, failure) -> {
              if (failure == null) {
                done.run();
              } else {
                LATER.execute(() -> send(payload, done));
              }
            });
  }

  private void offer(byte[] payload, Runnable done) {
    connection.publish(topic, payload).whenComplete((ok, failure) -> done.run());
  }

  private void obey(byte[] payload) {
    try {
      JsonNode command = ApiClient.JSON.readTree(payload);
      String id = command.path("id").asText();
      if (!obeyed.add(id)) {
        repeatedCommands.incrementAndGet();
      }
      // Also to a repetition: the answer to the first may have been lost.
      connection.publish(
          DeviceConnection.resultTopic(device.id(), id),
          "{\"state\":\"SUCCEEDED\"}".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException("a command that is not JSON", e);
    }
  }

  /** Time stamps of acknowledged readings, in epoch milliseconds, with their numbers. */
  Map<Long, Long> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  /** As {@link #acknowledged}, whether or not it was. */
  Map<Long, Long> offered() {
    return Map.copyOf(offered);
  }

  /** Published, and neither acknowledged nor given up. */
  int underWay() {
    return underWay.get();
  }

  Set<String> obeyed() {
    return new HashSet<>(obeyed);
  }

  int repeatedCommands() {
    return repeatedCommands.get();
  }

  @Override
  public void close() {
    connection.close();
  }
}
