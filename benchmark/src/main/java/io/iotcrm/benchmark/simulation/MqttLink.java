package io.iotcrm.benchmark.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.mqtt.DeviceConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** A device that speaks MQTT: it reports, receives commands, and answers them. */
final class MqttLink implements DeviceLink, DeviceConnection.Listener {
  /** Does a command on the simulation's thread. */
  interface CommandHandler {
    CompletableFuture<Map<String, Object>> handle(
        String deviceId, String command, Map<String, Object> params);
  }

  private static final Logger LOG = System.getLogger(MqttLink.class.getName());
  private static final int MAX_UNACKNOWLEDGED = 100;
  private static final int REMEMBERED_COMMANDS = 64;
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final String deviceId;
  private final CommandHandler commands;
  private final Traffic traffic;
  private final DeviceConnection connection;
  private final Semaphore room = new Semaphore(MAX_UNACKNOWLEDGED);
  private final Map<String, byte[]> answers = new LinkedHashMap<>();

  MqttLink(
      HostPort broker, String deviceId, String secret, CommandHandler commands, Traffic traffic) {
    this.deviceId = deviceId;
    this.commands = commands;
    this.traffic = traffic;
    this.connection =
        new DeviceConnection(
            broker,
            deviceId,
            "device/" + deviceId,
            deviceId,
            secret,
            DeviceConnection.commandTopic(deviceId),
            this);
  }

  void connect() {
    connection.connect();
  }

  @Override
  public void send(byte[] payload) {
    publish(DeviceConnection.telemetryTopic(deviceId), payload);
  }

  private void publish(String topic, byte[] payload) {
    if (!room.tryAcquire()) {
      traffic.dropped.increment();
      return;
    }
    traffic.sent.increment();
    connection
        .publish(topic, payload)
        .whenComplete(
            (done, failure) -> {
              room.release();
              (failure == null ? traffic.acknowledged : traffic.dropped).increment();
            });
  }

  @Override
  public void connected() {
    traffic.connected.incrementAndGet();
  }

  @Override
  public void disconnected(boolean wasConnected, Throwable cause) {
    if (wasConnected) {
      traffic.connected.decrementAndGet();
    }
    LOG.log(Level.DEBUG, () -> deviceId + " is not connected: " + cause.getMessage());
  }

  @Override
  public void message(String topic, byte[] payload) {
    JsonNode command;
    try {
      command = ApiClient.JSON.readTree(payload);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} received a command that is not JSON", deviceId);
      return;
    }
    String id = command.path("id").asText("");
    if (!id.matches("[0-9a-fA-F-]{36}")) {
      LOG.log(Level.WARNING, "{0} received a command without an id", deviceId);
      return;
    }
    byte[] earlier = earlierAnswer(id);
    if (earlier != null) {
      // At least once: the same command may come again. It is answered again, not done again.
      publish(DeviceConnection.resultTopic(deviceId, id), earlier);
      return;
    }
    traffic.commands.increment();
    perform(command)
        .whenComplete(
            (result, failure) -> {
              byte[] answer = answer(result, failure);
              remember(id, answer);
              publish(DeviceConnection.resultTopic(deviceId, id), answer);
            });
  }

  private CompletableFuture<Map<String, Object>> perform(JsonNode command) {
    String expires = command.path("expiresAt").asText("");
    if (!expires.isEmpty() && Instant.parse(expires).isBefore(Instant.now())) {
      return CompletableFuture.failedFuture(new IllegalArgumentException("expired at " + expires));
    }
    Map<String, Object> params =
        command.path("params").isObject()
            ? ApiClient.JSON.convertValue(command.path("params"), OBJECT)
            : Map.of();
    return commands.handle(deviceId, command.path("name").asText(), params);
  }

  static byte[] answer(Map<String, Object> result, Throwable failure) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("state", failure == null ? "SUCCEEDED" : "FAILED");
    if (failure == null) {
      answer.put("result", result);
    } else {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      answer.put("error", String.valueOf(cause.getMessage()));
    }
    try {
      return ApiClient.JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers and text is always JSON", e);
    }
  }

  private synchronized byte[] earlierAnswer(String commandId) {
    return answers.get(commandId);
  }

  private synchronized void remember(String commandId, byte[] answer) {
    answers.put(commandId, answer);
    if (answers.size() > REMEMBERED_COMMANDS) {
      answers.remove(answers.keySet().iterator().next());
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
