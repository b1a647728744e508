package io.iotcrm.benchmark.load;

import io.iotcrm.benchmark.api.HostPort;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Publishes at a given rate over many connections and measures the time to the acknowledgement.
 *
 * <p>The rate is kept by plan (open loop): a message that could not be sent in time counts its
 * waiting into its latency, so that a stalled broker is not measured kindly. Rate 0 sends as fast
 * as the windows allow.
 */
public final class LoadGenerator implements AutoCloseable {
  private static final int CONNECTING_AT_ONCE = 32;
  private static final long PACE_MILLIS = 2;
  private static final long RECONNECT_MILLIS = 500;

  private final NioEventLoopGroup group;
  private final Bootstrap bootstrap;
  private final HostPort broker;
  private final List<LoadConnection> connections = new ArrayList<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final Recorder latency = new Recorder(TimeUnit.MINUTES.toMicros(10), 3);
  private final LongAdder sent = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder brokenConnections = new LongAdder();
  private final AtomicReference<String> refusal = new AtomicReference<>();
  private final Semaphore connecting = new Semaphore(CONNECTING_AT_ONCE);
  private volatile boolean closing;

  /**
   * @param threads event loops; one is enough for some 20,000 messages a second
   * @param window how many messages a connection may have unacknowledged
   */
  public LoadGenerator(
      HostPort broker, List<LoadDevice> devices, int keys, int window, int threads, long seed) {
    this.broker = broker;
    this.group = new NioEventLoopGroup(threads);
    for (int i = 0; i < threads; i++) {
      lanes.add(new Lane(group.next()));
    }
    this.bootstrap =
        new Bootstrap()
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5_000);
    for (int i = 0; i < devices.size(); i++) {
      Lane lane = lanes.get(i % threads);
      LoadConnection connection =
          new LoadConnection(devices.get(i), new MessageSource(seed + i, keys), window, lane);
      connections.add(connection);
      lane.connections.add(connection);
    }
  }

  /**
   * Connects everybody, a few at a time.
   *
   * @throws IllegalStateException if the broker refuses a device or the time is over
   */
  public void connect(long seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (Lane lane : lanes) {
      lane.open = new CountDownLatch(lane.connections.size());
    }
    for (int i = 0; i < connections.size(); i++) {
      Lane lane = lanes.get(i % lanes.size());
      LoadConnection connection = connections.get(i);
      if (!connecting.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException(notConnected());
      }
      open(lane, connection);
    }
    for (Lane lane : lanes) {
      if (!lane.open.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException(notConnected());
      }
    }
  }

  private String notConnected() {
    long ready = connections.stream().filter(LoadConnection::isReady).count();
    String why = refusal.get();
    return ready
        + " of "
        + connections.size()
        + " devices could connect to "
        + broker
        + (why == null ? "" : "; one was refused: " + why);
  }

  /** Publishes one message of every device, to warm up all that lies on the way. */
  public void publishOnce() {
    for (Lane lane : lanes) {
      lane.loop.execute(lane::publishOnce);
    }
  }

  /** Starts to publish this many messages a second in all; 0 for as many as possible. */
  public void start(double messagesPerSecond) {
    for (Lane lane : lanes) {
      double share = messagesPerSecond * lane.connections.size() / connections.size();
      lane.loop.execute(() -> lane.start(share));
    }
  }

  /** Stops to publish; returns once all is acknowledged or the time is over. */
  public boolean stop(long seconds) throws InterruptedException {
    for (Lane lane : lanes) {
      lane.loop.execute(() -> lane.running = false);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (unacknowledged() > 0) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return true;
  }

  /** Microseconds from when a message was due to its acknowledgement, since the last call. */
  public Histogram takeLatency() {
    return latency.getIntervalHistogram();
  }

  public long sent() {
    return sent.sum();
  }

  public long acknowledged() {
    return acknowledged.sum();
  }

  /** Messages that the broker answered with an error. */
  public long refused() {
    return refused.sum();
  }

  public long unacknowledged() {
    return sent() - acknowledged() - refused();
  }

  public long brokenConnections() {
    return brokenConnections.sum();
  }

  /** Per device, for the comparison with what is stored; a snapshot taken on the event loops. */
  public List<Sent> perDevice() {
    return lanes.stream()
        .map(lane -> lane.loop.submit(lane::perDevice))
        .flatMap(lane -> lane.syncUninterruptibly().getNow().stream())
        .toList();
  }

  /** What was sent for one device; {@code firstAt} and {@code lastAt} are time stamps in it. */
  public record Sent(String deviceId, long sent, long acknowledged, long firstAt, long lastAt) {}

  @Override
  public void close() {
    closing = true;
    for (Lane lane : lanes) {
      lane.loop.execute(() -> lane.connections.forEach(LoadConnection::close));
    }
    group.shutdownGracefully(200, 3_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }

  private void open(Lane lane, LoadConnection connection) {
    ChannelFuture future =
        bootstrap
            .clone(lane.loop)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new MqttDecoder(1 << 20))
                        .addLast(MqttEncoder.INSTANCE)
                        .addLast(new IdleStateHandler(0, 30, 0))
                        .addLast(connection.handler());
                  }
                })
            .connect(broker.host(), broker.port());
    future.addListener(
        done -> {
          if (!done.isSuccess()) {
            lane.broken(connection);
          }
        });
  }

  /** The connections of one event loop; all methods run on it. */
  private final class Lane implements LoadConnection.Events {
    private final EventLoop loop;
    private final List<LoadConnection> connections = new ArrayList<>();
    private volatile CountDownLatch open = new CountDownLatch(0);
    private volatile boolean running;
    private double perNano;
    private long startNanos;
    private long published;
    private int next;

    Lane(EventLoop loop) {
      this.loop = loop;
    }

    private void start(double messagesPerSecond) {
      running = true;
      perNano = messagesPerSecond / 1e9;
      startNanos = System.nanoTime();
      published = 0;
      pace();
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
        long due = perNano == 0 ? now : startNanos + (long) (published / perNano);
        connection.publish(due);
        published++;
        owed--;
        sent.increment();
      }
      connections.forEach(LoadConnection::flush);
      loop.schedule(this::pace, PACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private List<Sent> perDevice() {
      return connections.stream()
          .map(
              one ->
                  new Sent(
                      one.device().id(),
                      one.sent(),
                      one.acknowledged(),
                      one.firstAt(),
                      one.lastAt()))
          .toList();
    }

    private void publishOnce() {
      for (LoadConnection connection : connections) {
        if (connection.canPublish()) {
          connection.publish(System.nanoTime());
          sent.increment();
          connection.flush();
        }
      }
    }

    @Override
    public void ready(LoadConnection connection) {
      connecting.release();
      open.countDown();
    }

    @Override
    public void refused(LoadConnection connection, String reason) {
      refusal.compareAndSet(null, connection.device().id() + " " + reason);
    }

    @Override
    public void broken(LoadConnection connection) {
      if (closing) {
        return;
      }
      brokenConnections.increment();
      loop.schedule(
          () -> {
            if (!closing) {
              open(this, connection);
            }
          },
          RECONNECT_MILLIS,
          TimeUnit.MILLISECONDS);
    }

    private void open(Lane lane, LoadConnection connection) {
      LoadGenerator.this.open(lane, connection);
    }

    @Override
    public void acknowledged(LoadConnection connection, long dueNanos, boolean stored) {
      if (stored) {
        acknowledged.increment();
        long micros = (System.nanoTime() - dueNanos) / 1_000;
        latency.recordValue(Math.max(1, Math.min(micros, TimeUnit.MINUTES.toMicros(10))));
      } else {
        refused.increment();
      }
    }
  }
}
