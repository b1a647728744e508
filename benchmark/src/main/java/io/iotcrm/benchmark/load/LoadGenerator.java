package io.iotcrm.benchmark.load;

import io.iotcrm.benchmark.api.HostPort;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Publishes at a given rate over many connections and measures the time to the acknowledgement.
 *
 * <p>The rate is kept by plan (open loop): a message that could not be sent in time counts its
 * waiting into its latency, so that a stalled broker is not measured kindly. Rate 0 sends as fast
 * as the windows allow.
 */
public final class LoadGenerator implements AutoCloseable {
  private static final int CONNECTING_AT_ONCE = 32;

  private final NioEventLoopGroup group;
  private final Bootstrap bootstrap;
  private final HostPort broker;
  private final List<LoadConnection> connections = new ArrayList<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final LoadCounters counters = new LoadCounters();
  private final Semaphore connecting = new Semaphore(CONNECTING_AT_ONCE);

  /**
   * @param threads event loops; one is enough for some 20,000 messages a second
   * @param window how many messages a connection may have unacknowledged
   */
  public LoadGenerator(
      HostPort broker, List<LoadDevice> devices, int keys, int window, int threads, long seed) {
    this.broker = broker;
    this.group = new NioEventLoopGroup(threads);
    for (int i = 0; i < threads; i++) {
      lanes.add(new Lane(group.next(), counters, this::open, connecting::release));
    }
    this.bootstrap =
        new Bootstrap()
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5_000);
    for (int i = 0; i < devices.size(); i++) {
      Lane lane = lanes.get(i % threads);
      LoadConnection connection =
          new LoadConnection(
              devices.get(i),
              new MessageSource(seed + i, keys, devices.get(i).behind()),
              window,
              lane);
      connections.add(connection);
      lane.add(connection);
    }
  }

  /**
   * Connects everybody, a few at a time.
   *
   * @throws IllegalStateException if the broker refuses a device or the time is over
   */
  public void connect(long seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    lanes.forEach(Lane::expectAll);
    for (int i = 0; i < connections.size(); i++) {
      Lane lane = lanes.get(i % lanes.size());
      LoadConnection connection = connections.get(i);
      if (!connecting.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException(notConnected());
      }
      open(lane, connection);
    }
    for (Lane lane : lanes) {
      if (!lane.awaitAll(Math.max(0, end - System.nanoTime()))) {
        throw new IllegalStateException(notConnected());
      }
    }
  }

  private String notConnected() {
    long ready = connections.stream().filter(LoadConnection::isReady).count();
    String why = counters.refusal();
    return ready
        + " of "
        + connections.size()
        + " devices could connect to "
        + broker
        + (why == null ? "" : "; one was refused: " + why);
  }

  /** Publishes one message of every device, to warm up all that lies on the way. */
  public void publishOnce() {
    lanes.forEach(Lane::publishOnce);
  }

  /** Starts to publish this many messages a second in all; 0 for as many as possible. */
  public void start(double messagesPerSecond) {
    for (Lane lane : lanes) {
      lane.start(messagesPerSecond * lane.size() / connections.size());
    }
  }

  /** Follows some messages of the first event loop to the database; null to end that. */
  void follow(Consumer<StoredDelay.Followed> follower) {
    lanes.get(0).follow(follower);
  }

  /** Stops to publish; returns once all is acknowledged or the time is over. */
  public boolean stop(long seconds) throws InterruptedException {
    lanes.forEach(Lane::stop);
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
    return counters.takeLatency();
  }

  public long sent() {
    return counters.sent();
  }

  public long acknowledged() {
    return counters.acknowledged();
  }

  /** Messages that the broker answered with an error. */
  public long refused() {
    return counters.refused();
  }

  public long unacknowledged() {
    return sent() - acknowledged() - refused();
  }

  public long brokenConnections() {
    return counters.broken();
  }

  /** Per device, for the comparison with what is stored; a snapshot taken on the event loops. */
  public List<Sent> perDevice() {
    return lanes.stream().flatMap(lane -> lane.perDevice().stream()).toList();
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
    group.shutdownGracefully(200, 3_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }

  private void open(Lane lane, LoadConnection connection) {
    ChannelFuture future =
        bootstrap
            .clone(lane.loop())
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
}
