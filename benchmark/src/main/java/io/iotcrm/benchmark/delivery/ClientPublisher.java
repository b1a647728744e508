package io.iotcrm.benchmark.delivery;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.load.LoadDevice;
import io.iotcrm.benchmark.load.MessageSource;
import io.iotcrm.benchmark.mqtt.DeviceConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Publishes through the MQTT client of this program, which sends again what was not acknowledged.
 */
final class ClientPublisher implements Publisher {
  private static final int WINDOW = 500;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

  private final DeviceConnection connection;
  private final String topic;
  private final Semaphore room = new Semaphore(WINDOW);

  ClientPublisher(HostPort broker, LoadDevice device) throws InterruptedException {
    this.topic = DeviceConnection.telemetryTopic(device.id());
    this.connection =
        new DeviceConnection(
            broker, device.id(), device.secret(), new DeviceConnection.Listener() {});
    try {
      connection.connect().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandFailure(device.id() + " cannot connect to " + broker, e);
    }
  }

  @Override
  public void publish(MessageSource.Message message, Runnable acknowledged)
      throws InterruptedException {
    room.acquire();
    send(message, acknowledged);
  }

  private void send(MessageSource.Message message, Runnable acknowledged) {
    connection
        .publish(topic, message.payload())
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                acknowledged.run();
                room.release();
              } else {
                // Refused, not lost: a device would offer it again, a little later.
                LATER.execute(() -> send(message, acknowledged));
              }
            });
  }

  @Override
  public void finish(long millis) throws InterruptedException {
    if (room.tryAcquire(WINDOW, millis, TimeUnit.MILLISECONDS)) {
      connection.close();
    }
  }
}
