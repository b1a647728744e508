package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages to an edge connector while threads of the broker have other things to write. */
class MqttOrderTest {
  private static final int MESSAGES = 300;
  private static final int POOL = 64;

  @TempDir private Path data;
  private TestBroker broker;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final Queue<OperationContext> writing = new ConcurrentLinkedQueue<>();
  private MqttAsyncClient edge;
  private MqttAsyncClient device;

  @BeforeEach
  void connect() throws Exception {
    broker = TestBroker.withJournal(data);
    edge = connect("edge-e", "edge/e", "secret-e");
    edge.setCallback(new Collecting(received));
    edge.subscribe("$share/edge/v1/devices/+/telemetry", 1).waitForCompletion(10_000);
    device = connect("a-1", "device/a", "secret-a");
  }

  @AfterEach
  void stop() throws Exception {
    device.disconnectForcibly(0, 100, false);
    device.close(true);
    edge.disconnectForcibly(0, 100, false);
    edge.close(true);
    broker.close();
  }

  private MqttAsyncClient connect(String clientId, String user, String secret)
      throws MqttException {
    MqttAsyncClient client = new MqttAsyncClient(broker.uri(), clientId, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(user);
    options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
    client.connect(options).waitForCompletion(10_000);
    return client;
  }

  @Test
  void messagesComeInTheOrderOfTheirQueue() throws Exception {
    for (int i = 0; i < MESSAGES; i++) {
      if (i == MESSAGES / 3) {
        beginWrites();
      }
      byte[] number = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
      device.publish("v1/devices/a/telemetry", number, 1, false);
      Thread.sleep(2);
    }
    writing.forEach(OperationContext::done);

    await().atMost(Duration.ofSeconds(20)).until(() -> received.size() >= MESSAGES);
    assertThat(received)
        .containsExactlyElementsOf(
            IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toList());
  }

  /** As many threads as there are have something to write that takes its time. */
  private void beginWrites() {
    for (int i = 0; i < POOL; i++) {
      broker
          .server
          .getExecutorFactory()
          .getExecutor()
          .execute(
              () -> {
                OperationContext context = broker.server.getStorageManager().getContext();
                context.storeLineUp();
                writing.add(context);
                try {
                  Thread.sleep(10);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
  }
}
