package io.iotcrm.benchmark.load;

import io.iotcrm.benchmark.database.StoredReadings.Stamp;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The connections of one event loop, and the plan by which they publish. */
final class Lane implements LoadConnection.Events {
  private static final long PACE_MILLIS = 2;
  private static final long RECONNECT_MILLIS = 500;
  private static final long FOLLOWED_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final EventLoop loop;
  private final LoadCounters counters;
  private final BiConsumer<Lane, LoadConnection> opener;
  private final Runnable opened;
  private final List<LoadConnection> connections = new ArrayList<>();
  private volatile CountDownLatch missing = new CountDownLatch(0);
  private volatile boolean closing;
  // From here on only the event loop looks.
  private Consumer<StoredDelay.Followed> follower;
  private long followedAt;
  private boolean running;
  private double perNano;
  private long startNanos;
  private long published;
  private int next;

  /**
   * @param opener starts to connect a connection, at first and after each break
   * @param opened is told of each connection that has succeeded
   */
  Lane(
      EventLoop loop,
      LoadCounters counters,
      BiConsumer<Lane, LoadConnection> opener,
      Runnable opened) {
    this.loop = loop;
    this.counters = counters;
    this.opener = opener;
    this.opened = opened;
  }

  /** Only before the first is opened. */
  void add(LoadConnection connection) {
    connections.add(connection);
  }

  int size() {
    return connections.size();
  }

  EventLoop loop() {
    return loop;
  }

  void expectAll() {
    missing = new CountDownLatch(connections.size());
  }

  /** Whether all were connected in time. */
  boolean awaitAll(long nanos) throws InterruptedException {
    return missing.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Publishes one message of each connection. */
  void publishOnce() {
    loop.execute(
        () -> {
          for (LoadConnection connection : connections) {
            if (connection.canPublish()) {
              publish(connection, System.nanoTime());
              connection.flush();
            }
          }
        });
  }

  /** Starts to publish; 0 for as many messages as possible. */
  void start(double messagesPerSecond) {
    loop.execute(
        () -> {
          running = true;
          perNano = messagesPerSecond / 1e9;
          startNanos = System.nanoTime();
          published = 0;
          pace();
        });
  }

  /** Tells of some twenty of the messages a second as they are sent; null for none. */
  void follow(Consumer<StoredDelay.Followed> told) {
    loop.execute(() -> follower = told);
  }

  void stop() {
    loop.execute(() -> running = false);
  }

  void close() {
    closing = true;
    loop.execute(() -> connections.forEach(LoadConnection::close));
  }

  /** A snapshot, taken on the event loop. */
  List<Sent> perDevice() {
    return loop.submit(
            () ->
                connections.stream()
                    .flatMap(
                        one ->
                            one.device().measured().stream()
                                .map(
                                    id ->
                                        new Sent(
                                            id,
                                            one.sent(),
                                            one.acknowledged(),
                                            one.firstAt(),
                                            one.lastAt())))
                    .toList())
        .syncUninterruptibly()
        .getNow();
  }

  private void pace() {
    if (!running) {
      return;
    }
    long now = System.nanoTime();
    long owed = perNano == 0 ? Long.MAX_VALUE : (long) ((now - startNanos) * perNano) - published;
    for (int full = 0; owed > 0 && full < connections.size(); ) {
      LoadConnection connection = connections.get(next);
      next = (next + 1) % connections.size();
      if (!connection.canPublish()) {
        full++;
        continue;
      }
      full = 0;
      publish(connection, perNano == 0 ? now : startNanos + (long) (published / perNano));
      published++;
      owed--;
    }
    connections.forEach(LoadConnection::flush);
    loop.schedule(this::pace, PACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void publish(LoadConnection connection, long dueNanos) {
    counters.countSent();
    connection.publish(dueNanos);
    long now = System.nanoTime();
    if (follower != null && now - followedAt > FOLLOWED_EVERY_NANOS) {
      followedAt = now;
      follower.accept(
          new StoredDelay.Followed(
              new Stamp(connection.device().measured().get(0), connection.lastAt()), dueNanos));
    }
  }

  @Override
  public void ready(LoadConnection connection) {
    opened.run();
    missing.countDown();
  }

  @Override
  public void refused(LoadConnection connection, String reason) {
    counters.connectionRefused(connection.device().id() + " " + reason);
  }

  @Override
  public void broken(LoadConnection connection) {
    if (closing) {
      return;
    }
    counters.countBroken();
    loop.schedule(
        () -> {
          if (!closing) {
            opener.accept(this, connection);
          }
        },
        RECONNECT_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void acknowledged(LoadConnection connection, long dueNanos, boolean accepted) {
    if (accepted) {
      counters.countAcknowledged((System.nanoTime() - dueNanos) / 1_000);
    } else {
      counters.countRefused();
    }
  }
}
