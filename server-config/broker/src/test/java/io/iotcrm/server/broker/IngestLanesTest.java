package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.MessageHandler;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches in lanes, and consumers that join while they are worked on. */
class IngestLanesTest {
  private static final int LANES = 4;
  private static final int BATCHES = 400;

  @TempDir private Path data;
  private TestBroker broker;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<RemotingConnection> connections = new ArrayList<>();
  private final Map<String, Set<Integer>> finished = new ConcurrentHashMap<>();

  @BeforeEach
  void startBroker() throws Exception {
    broker = TestBroker.withLanes(data);
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
    worker();
    worker();
    send(
        number -> {
          if (number % 100 == 50) {
            worker();
            worker();
          }
        });
    requireOrder();
  }

  /** As when an instance dies: what it was given comes back to the queue. */
  @Test
  void batchesOfALaneAreFinishedInTheirOrderThoughConsumersDie() throws Exception {
    worker();
    worker();
    send(
        number -> {
          if (number % 50 == 25) {
            worker();
            connections.remove(0).destroy();
          }
        });
    requireOrder();
  }

  /** As when an instance could not tell the broker that it has finished. */
  @Test
  void batchesOfALaneAreFinishedInTheirOrderThoughConsumersGiveThemBack() throws Exception {
    consumer(session -> work(session, 20));
    consumer(session -> work(session, 20));
    send(number -> {});
    requireOrder();
  }

  private interface Meanwhile {
    void at(int number) throws Exception;
  }

  private void send(Meanwhile meanwhile) throws Exception {
    broker.asApplication(
        session -> {
          ClientProducer producer = session.createProducer();
          for (int i = 0; i < BATCHES; i++) {
            ClientMessage batch = session.createMessage(true);
            batch.putIntProperty("number", i);
            producer.send("v1.ingest.e." + i % LANES, batch);
            meanwhile.at(i);
            Thread.sleep(2);
          }
        });
  }

  /** Batches may be done again, but each for the first time after those before it. */
  private void requireOrder() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> finished.values().stream().mapToInt(Set::size).sum() == BATCHES);
    assertThat(finished).hasSize(LANES);
    assertThat(finished.values()).allSatisfy(lane -> assertThat(new ArrayList<>(lane)).isSorted());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !broker.server.locateQueue("telemetry-ingest").isPaused());
  }

  private void worker() throws Exception {
    consumer(session -> work(session, Integer.MAX_VALUE));
  }

  private interface Handling {
    MessageHandler by(ClientSession session);
  }

  private void consumer(Handling handling) throws Exception {
    ServerLocator locator = ActiveMQClient.createServerLocator(broker.uri());
    ClientSessionFactory factory = locator.createSessionFactory();
    ClientSession session = factory.createSession("app", "app-secret", false, true, true, false, 0);
    connections.add(factory.getConnection());
    opened.add(
        0,
        () -> {
          session.close();
          factory.close();
          locator.close();
        });
    session.createConsumer("telemetry-ingest").setMessageHandler(handling.by(session));
    session.start();
  }

  /**
   * Works on a batch for some milliseconds and acknowledges it then, as the application does.
   *
   * @param failing how many batches it works on until it gives one back
   */
  private MessageHandler work(ClientSession session, int failing) {
    AtomicInteger taken = new AtomicInteger();
    return message -> {
      try {
        Thread.sleep(ThreadLocalRandom.current().nextInt(20));
        if (taken.incrementAndGet() % failing == 0) {
          session.rollback(true);
          return;
        }
        finished
            .computeIfAbsent(
                message.getAddress(), lane -> Collections.synchronizedSet(new LinkedHashSet<>()))
            .add(message.getIntProperty("number"));
        message.individualAcknowledge();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ActiveMQException e) {
        // it was closed meanwhile: others get the batch
      }
    };
  }
}
