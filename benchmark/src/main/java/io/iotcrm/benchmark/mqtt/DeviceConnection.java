package io.iotcrm.benchmark.mqtt;

import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientAutoReconnect;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientDisconnectedContext;
import io.iotcrm.benchmark.api.HostPort;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One device's own connection: its credentials, a session that outlives the connection, QoS 1.
 *
 * <p>It reconnects for ever with growing pauses of up to five seconds. What was published and not
 * yet acknowledged is sent again after a reconnect, also when the broker has forgotten the session.
 * Safe for use by several threads.
 */
public final class DeviceConnection {
  /** What the owner learns; called on the client's network thread, so do not block. */
  public interface Listener {
    default void connected() {}

    /**
     * @param wasConnected false for an attempt that did not succeed
     */
    default void disconnected(boolean wasConnected, Throwable cause) {}

    default void message(String topic, byte[] payload) {}
  }

  private static final long SESSION_SECONDS = 3_600;
  private static final MqttClientExecutorConfig TWO_THREADS =
      MqttClientExecutorConfig.builder().nettyThreads(2).build();

  private final Mqtt5AsyncClient client;
  private final String deviceId;
  private volatile boolean connected;

  public DeviceConnection(HostPort broker, String deviceId, String secret, Listener listener) {
    this(broker, deviceId, "device/" + deviceId, deviceId, secret, null, listener);
  }

  /**
   * @param subscribe a topic filter to hold a subscription on, or null
   */
  public DeviceConnection(
      HostPort broker,
      String clientId,
      String username,
      String deviceId,
      String secret,
      String subscribe,
      Listener listener) {
    this.deviceId = deviceId;
    this.client =
        Mqtt5Client.builder()
            .identifier(clientId)
            .serverHost(broker.host())
            .serverPort(broker.port())
            .executorConfig(TWO_THREADS)
            // Here and not in connect(): the client's own reconnects leave out what is said there.
            .simpleAuth()
            .username(username)
            .password(secret.getBytes(StandardCharsets.UTF_8))
            .applySimpleAuth()
            .automaticReconnect(
                MqttClientAutoReconnect.builder()
                    .initialDelay(250, TimeUnit.MILLISECONDS)
                    .maxDelay(5, TimeUnit.SECONDS)
                    .build())
            .addConnectedListener(
                context -> {
                  connected = true;
                  if (subscribe != null) {
                    subscribe(subscribe);
                  }
                  listener.connected();
                })
            .addDisconnectedListener(
                context -> {
                  if (context instanceof Mqtt5ClientDisconnectedContext five) {
                    five.getReconnector().republishIfSessionExpired(true);
                  }
                  boolean was = connected;
                  connected = false;
                  listener.disconnected(was, context.getCause());
                })
            .buildAsync();
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        publish -> listener.message(publish.getTopic().toString(), publish.getPayloadAsBytes()));
  }

  /** Starts to connect; completes once the first attempt that succeeds has done so. */
  public CompletableFuture<?> connect() {
    return client
        .connectWith()
        .cleanStart(false)
        .sessionExpiryInterval(SESSION_SECONDS)
        .keepAlive(30)
        .send();
  }

  public String deviceId() {
    return deviceId;
  }

  public boolean isConnected() {
    return connected;
  }

  /** Publishes at QoS 1; completes when the broker has acknowledged, however long that takes. */
  public CompletableFuture<?> publish(String topic, byte[] payload) {
    return client
        .publishWith()
        .topic(topic)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload)
        .send()
        .thenAccept(
            result -> {
              if (result.getError().isPresent()) {
                throw new IllegalStateException("not published", result.getError().get());
              }
            });
  }

  /** Says goodbye; waits at most two seconds. */
  public void close() {
    try {
      client.disconnect().get(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It was not connected: there is nobody to say goodbye to.
      connected = false;
    }
  }

  private void subscribe(String filter) {
    client
        .subscribeWith()
        .topicFilter(filter)
        .qos(MqttQos.AT_LEAST_ONCE)
        .send()
        .whenComplete(
            (ack, failure) -> {
              if (failure != null && connected) {
                System.getLogger(DeviceConnection.class.getName())
                    .log(
                        System.Logger.Level.WARNING,
                        "{0} could not subscribe to {1}: {2}",
                        deviceId,
                        filter,
                        failure.getMessage());
              }
            });
  }

  /** Where a device of this id publishes its readings. */
  public static String telemetryTopic(String deviceId) {
    return "v1/devices/" + deviceId + "/telemetry";
  }

  public static String commandTopic(String deviceId) {
    return "v1/devices/" + deviceId + "/commands";
  }

  public static String resultTopic(String deviceId, String commandId) {
    return commandTopic(deviceId) + "/" + commandId + "/result";
  }
}
