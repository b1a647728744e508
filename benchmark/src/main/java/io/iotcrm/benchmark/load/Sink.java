package io.iotcrm.benchmark.load;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.mqtt.DeviceConnection;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.MessageBundle;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/** Takes all telemetry off the broker and forgets it, where nothing else is behind the broker. */
final class Sink implements AutoCloseable {
  private final LongAdder received = new LongAdder();
  private DeviceConnection connection;

  private Sink() {}

  static Sink none() {
    return new Sink();
  }

  /** Subscribes as an edge connector would. */
  static Sink on(HostPort broker, String user, String secret) {
    Sink sink = new Sink();
    sink.connection =
        new DeviceConnection(
            broker,
            "bench-sink",
            user,
            user,
            secret,
            "v1/edge/bundles",
            new DeviceConnection.Listener() {
              @Override
              public void message(String topic, byte[] payload) {
                try {
                  sink.received.add(MessageBundle.read(payload).size());
                } catch (MalformedTelemetryException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    try {
      sink.connection.connect().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandFailure("the sink " + user + " cannot connect to " + broker, e);
    }
    return sink;
  }

  /** Messages so far; stays 0 without a subscription. */
  long received() {
    return received.sum();
  }

  boolean isConnected() {
    return connection != null;
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
