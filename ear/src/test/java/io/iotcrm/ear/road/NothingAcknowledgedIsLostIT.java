package io.iotcrm.ear.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.ear.cluster.Program;
import io.iotcrm.ear.cluster.Requires;
import io.iotcrm.server.cli.part.QueueStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Kills what can die, in mid-stream, with the commands of {@code docs/benchmark.md}: {@code
 * deliver} compares each acknowledged reading with what is stored, and fails when one is missing or
 * stored twice, or when not all were acknowledged in the end.
 */
class NothingAcknowledgedIsLostIT {
  private static final int READINGS = 5_000;
  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static Shop shop;

  @BeforeAll
  static void makeDevices() {
    shop = new Shop();
    Program made = benchmark("bench-devices", "--count", "10", "--profile", shop.profile);
    assertThat(made.exitCode()).as(made.output()).isZero();
  }

  @AfterEach
  void heal() {
    shop.cluster.heal();
  }

  @Test
  void whenAnInstanceDies() {
    delivers("$IOTCRM node kill n2");
  }

  @Test
  void whenAnInstanceDiesUnderAClientThatNobodyHereWrote() {
    Requires.program("mosquitto_pub", "mosquitto-clients");
    delivers("$IOTCRM node kill n1", "--client", "MOSQUITTO");
  }

  @Test
  void whenTheBrokerDies() {
    delivers("$IOTCRM broker kill; $IOTCRM broker start");
  }

  @Test
  void whenTheDatabaseDiesAndStaysAwayForAWhile() {
    delivers("$IOTCRM database kill; sleep 20; $IOTCRM database start");

    assertThat(deadLetters()).as("an outage is not poison").isZero();
  }

  @Test
  void whenTheEdgeDies() {
    delivers("$IOTCRM edge kill; $IOTCRM edge start");
  }

  /** Publishes numbered readings; the fault strikes when two fifths of them are acknowledged. */
  private static void delivers(String fault, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "deliver",
                "--count=" + READINGS,
                "--event=" + READINGS * 2 / 5 + "=" + fault,
                "--acknowledged=target/acknowledged.csv"));
    arguments.addAll(List.of(more));
    Program delivery = benchmark(arguments.toArray(String[]::new));
    System.out.println(delivery.output());
    assertThat(delivery.exitCode()).as(delivery.output()).isZero();
  }

  private static Program benchmark(String... arguments) {
    return Bench.run(shop.cluster, LIMIT, arguments);
  }

  private static long deadLetters() {
    return shop.cluster.installation().broker().queues().stream()
        .filter(QueueStatus::deadLetter)
        .mapToLong(QueueStatus::depth)
        .sum();
  }
}
