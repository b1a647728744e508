package io.iotcrm.benchmark.latency;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.load.LoadDevice;
import io.iotcrm.benchmark.mqtt.DeviceConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A fridge sensor and the thermostat that its rule commands, both under the program's control. */
final class FridgePair implements AutoCloseable {
  private static final int CONNECT_SECONDS = 20;

  private final String sensorId;
  private final DeviceConnection sensor;
  private final DeviceConnection thermostat;
  private final BlockingQueue<Long> commands = new LinkedBlockingQueue<>();

  FridgePair(HostPort broker, LoadDevice sensor, LoadDevice thermostat) {
    this.sensorId = sensor.id();
    this.sensor =
        new DeviceConnection(
            broker, sensor.id(), sensor.secret(), new DeviceConnection.Listener() {});
    this.thermostat =
        new DeviceConnection(
            broker,
            thermostat.id(),
            "device/" + thermostat.id(),
            thermostat.id(),
            thermostat.secret(),
            DeviceConnection.commandTopic(thermostat.id()),
            new DeviceConnection.Listener() {
              @Override
              public void message(String topic, byte[] payload) {
                commands.add(System.nanoTime());
                answer(payload);
              }
            });
  }

  void connect() throws InterruptedException {
    try {
      sensor.connect().get(CONNECT_SECONDS, TimeUnit.SECONDS);
      thermostat.connect().get(CONNECT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandFailure(sensorId + " or its thermostat cannot connect", e);
    }
  }

  String sensorId() {
    return sensorId;
  }

  /** Publishes a temperature; returns when that began, by {@link System#nanoTime}. */
  long report(double temperature) {
    byte[] payload =
        ("{\"ts\":" + System.currentTimeMillis() + ",\"temperature\":" + temperature + "}")
            .getBytes(StandardCharsets.US_ASCII);
    long before = System.nanoTime();
    sensor.publish(DeviceConnection.telemetryTopic(sensorId), payload);
    return before;
  }

  /** Forgets commands that came too late for an earlier event. */
  void forgetCommands() {
    commands.clear();
  }

  /** When the next command came by {@link System#nanoTime}, or null if none came in time. */
  Long awaitCommand(long millis) throws InterruptedException {
    return commands.poll(millis, TimeUnit.MILLISECONDS);
  }

  private void answer(byte[] payload) {
    try {
      JsonNode command = ApiClient.JSON.readTree(payload);
      byte[] done =
          ApiClient.JSON.writeValueAsBytes(
              Map.of("state", "SUCCEEDED", "result", command.path("params")));
      thermostat.publish(
          DeviceConnection.resultTopic(thermostat.deviceId(), command.path("id").asText()), done);
    } catch (IOException e) {
      throw new IllegalStateException("a command that is not JSON", e);
    }
  }

  @Override
  public void close() {
    sensor.close();
    thermostat.close();
  }
}
