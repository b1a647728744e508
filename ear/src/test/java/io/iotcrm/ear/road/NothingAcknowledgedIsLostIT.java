package io.iotcrm.ear.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotcrm.ear.road.Shop.TestDevice;
import io.iotcrm.server.cli.part.QueueStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Kills what can die, in mid-stream, and compares what was acknowledged with what is stored. */
class NothingAcknowledgedIsLostIT {
  private static final int READINGS = 3_000;
  private static Shop shop;

  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

  @BeforeAll
  static void openTheShop() {
    shop = new Shop();
  }

  @AfterEach
  void heal() throws Exception {
    shop.cluster.heal();
  }

  @Test
  void whenAnInstanceDies() throws Exception {
    TestDevice device = shop.device("instance-dies");

    publishWhile(
        device, () -> assertThat(shop.cluster.installation().cluster().node("n2").kill()).isTrue());

    everyAcknowledgedReadingIsStoredOnce(device);
    assertThat(acknowledged).as("the stream went on").hasSizeGreaterThan(READINGS * 9 / 10);
  }

  @Test
  void whenTheBrokerDies() throws Exception {
    TestDevice device = shop.device("broker-dies");

    publishWhile(
        device,
        () -> {
          assertThat(shop.cluster.installation().broker().kill()).isTrue();
          shop.cluster.installation().broker().start();
        });

    everyAcknowledgedReadingIsStoredOnce(device);
    assertThat(acknowledged).as("most went through").hasSizeGreaterThan(READINGS / 4);
  }

  @Test
  void whenTheDatabaseDiesAndStaysAwayForAWhile() throws Exception {
    TestDevice device = shop.device("database-dies");

    publishWhile(
        device,
        () -> {
          assertThat(shop.cluster.installation().database().kill()).isTrue();
          Instant until = Instant.now().plusSeconds(20);
          await().atMost(Duration.ofSeconds(30)).until(() -> Instant.now().isAfter(until));
          shop.cluster.installation().database().start();
        });

    everyAcknowledgedReadingIsStoredOnce(device);
    assertThat(acknowledged).as("devices notice nothing").hasSize(READINGS);
    assertThat(deadLetters()).as("an outage is not poison").isZero();
  }

  @Test
  void whenTheEdgeDies() throws Exception {
    TestDevice device = shop.device("edge-dies");

    publishWhile(
        device,
        () -> {
          assertThat(shop.cluster.installation().edge().kill()).isTrue();
          shop.cluster.installation().startEdge();
        });

    everyAcknowledgedReadingIsStoredOnce(device);
    assertThat(acknowledged).hasSize(READINGS);
  }

  private interface Fault {
    void strike() throws Exception;
  }

  /** Publishes numbered readings; the fault strikes when a third of them is out. */
  private void publishWhile(TestDevice device, Fault fault) throws Exception {
    Thread striker = null;
    Throwable[] failure = new Throwable[1];
    Instant start = Instant.now().minusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);
    try (MqttDevice client = new MqttDevice(shop.cluster, device)) {
      for (int i = 0; i < READINGS; i++) {
        if (i == READINGS / 3) {
          striker =
              new Thread(
                  () -> {
                    try {
                      fault.strike();
                    } catch (Throwable e) {
                      failure[0] = e;
                    }
                  });
          striker.start();
        }
        publish(client, device, i, start.plusMillis(i));
        if (i % 10 == 0) {
          LockSupport.parkNanos(10_000_000);
        }
      }
      striker.join();
      assertThat(failure[0]).isNull();
      int[] before = {-1};
      await()
          .pollInterval(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(90))
          .until(
              () -> {
                int now = acknowledged.size();
                boolean settled = now == READINGS || now == before[0];
                before[0] = now;
                return settled;
              });
    }
  }

  private void publish(MqttDevice client, TestDevice device, int number, Instant at) {
    for (int attempt = 0; attempt < 200; attempt++) {
      try {
        client
            .publish(
                device.telemetryTopic(),
                "{\"ts\":%d,\"temperature\":%d}".formatted(at.toEpochMilli(), number % 50))
            .setActionCallback(new Acknowledgement(number));
        return;
      } catch (MqttException e) {
        if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT) {
          // The client is without a broker: this reading is not acknowledged.
          return;
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  /** Waits until all is stored, then compares. */
  private void everyAcknowledgedReadingIsStoredOnce(TestDevice device) {
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Set<Integer> missing = new TreeSet<>(acknowledged);
              missing.removeAll(stored(device));
              assertThat(missing).isEmpty();
            });
  }

  /** The numbers of the readings in the database; the primary key makes each of them unique. */
  private static Set<Integer> stored(TestDevice device) throws SQLException {
    Set<Integer> numbers = new HashSet<>();
    try (Connection connection = shop.cluster.installation().database().connect();
        PreparedStatement query =
            connection.prepareStatement(
                "select (extract(epoch from r.ts) * 1000)::bigint % 3600000 from reading r"
                    + " join device d on d.no = r.device_no where d.id = ? order by r.ts")) {
      query.setString(1, device.id());
      try (ResultSet rows = query.executeQuery()) {
        long first = -1;
        while (rows.next()) {
          first = first < 0 ? rows.getLong(1) : first;
          numbers.add((int) (rows.getLong(1) - first));
        }
      }
    }
    return numbers;
  }

  private static long deadLetters() {
    return shop.cluster.installation().broker().queues().stream()
        .filter(QueueStatus::deadLetter)
        .mapToLong(QueueStatus::depth)
        .sum();
  }

  /** Notes what the broker has acknowledged. */
  private final class Acknowledgement implements MqttActionListener {
    private final int number;

    Acknowledgement(int number) {
      this.number = number;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      acknowledged.add(number);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable exception) {
      // Not acknowledged.
    }
  }
}
