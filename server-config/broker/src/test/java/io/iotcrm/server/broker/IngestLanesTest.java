package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches in lanes, and consumers that join while they are worked on. */
class IngestLanesTest {
  private static final int LANES = 4;
  private static final int BATCHES = 400;

  private TestBroker broker;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Map<String, List<Integer>> finished = new ConcurrentHashMap<>();

  @BeforeEach
  void startBroker() throws Exception {
    broker = TestBroker.withLanes();
  }

  @AfterEach
  void stopBroker() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    broker.close();
  }

  @Test
  void batchesOfALaneAreFinishedInTheirOrderThoughConsumersJoin() throws Exception {
    consumer();
    consumer();
    broker.asApplication(
        session -> {
          ClientProducer producer = session.createProducer();
          for (int i = 0; i < BATCHES; i++) {
            ClientMessage batch = session.createMessage(true);
            batch.putIntProperty("number", i);
            producer.send("v1.ingest.e." + i % LANES, batch);
            if (i % 100 == 50) {
              consumer();
              consumer();
            }
            Thread.sleep(2);
          }
        });

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> finished.values().stream().mapToInt(List::size).sum() == BATCHES);
    assertThat(finished).hasSize(LANES);
    assertThat(finished.values()).allSatisfy(lane -> assertThat(lane).isSorted());
    assertThat(broker.server.locateQueue("telemetry-ingest").isPaused()).isFalse();
  }

  /** Works on a batch for some milliseconds and acknowledges it then, as the application does. */
  private void consumer() throws Exception {
    ServerLocator locator = ActiveMQClient.createServerLocator(broker.uri());
    ClientSessionFactory factory = locator.createSessionFactory();
    ClientSession session = factory.createSession("app", "app-secret", false, true, true, false, 0);
    opened.add(0, locator::close);
    opened.add(0, factory::close);
    opened.add(0, session::close);
    ClientConsumer consumer = session.createConsumer("telemetry-ingest");
    consumer.setMessageHandler(
        message -> {
          try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(20));
            finished
                .computeIfAbsent(message.getAddress(), lane -> new CopyOnWriteArrayList<>())
                .add(message.getIntProperty("number"));
            message.individualAcknowledge();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (ActiveMQException e) {
            throw new IllegalStateException(e);
          }
        });
    session.start();
  }
}
