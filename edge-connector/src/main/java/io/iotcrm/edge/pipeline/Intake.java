package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.DeviceMessageParser;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.ReadingCheck;
import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.registry.Registry;
import io.iotcrm.edge.status.EdgeCounters;
import io.iotcrm.edge.status.Rejections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where every door's messages go: read, checked, freed of duplicates and handed to the batcher.
 *
 * <p>A message is acknowledged when its readings are safe, or at once when there is nothing in it
 * to keep: a message that cannot be understood now never can, and must not block the others.
 */
public final class Intake {
  private static final String MALFORMED = "malformed";
  private static final String DISABLED = "disabled-device";

  private final DeviceMessageParser parser = new DeviceMessageParser();
  private final Limits limits;
  private final DuplicateFilter duplicates;
  private final ArrivalTimes arrivals = new ArrivalTimes();
  private final RedeliveryGuard redeliveries = new RedeliveryGuard();
  private final WaitingRoom waitingRoom;
  private final Batcher batcher;
  private final EdgeCounters counters;
  private final Rejections rejections;
  private final Clock clock;

  private volatile Known known = new Known(Registry.EMPTY, Map.of());
  private final ReadingCheck withoutProfile;

  /** The registry and what was made from it once. */
  private record Known(Registry registry, Map<String, ReadingCheck> checks) {}

  /** What is believed beyond the profiles. */
  public record Limits(Duration ahead, Duration age, int extraKeys) {}

  /** A message's readings that were believed, and the first reason where some were not. */
  public record Checked(List<Reading> readings, ReadingCheck.Refusal refusal) {}

  /**
   * @param askRegistry called when a device is not known, as often as it happens
   */
  public Intake(
      Batcher batcher,
      Limits limits,
      int duplicatesWindow,
      EdgeCounters counters,
      Rejections rejections,
      Runnable askRegistry,
      Clock clock) {
    this.batcher = batcher;
    this.limits = limits;
    this.duplicates = new DuplicateFilter(duplicatesWindow);
    this.counters = counters;
    this.rejections = rejections;
    this.clock = clock;
    this.waitingRoom = new WaitingRoom(askRegistry, clock);
    this.withoutProfile =
        new ReadingCheck(List.of(), limits.ahead(), limits.age(), limits.extraKeys());
  }

  /** The registry as it is now; lets messages of devices go on that were not known before. */
  public void registryIs(Registry registry) {
    Known before = known;
    if (before.registry() != registry) {
      Map<String, ReadingCheck> checks = new HashMap<>();
      registry
          .profiles()
          .forEach(
              (key, series) ->
                  checks.put(
                      key,
                      new ReadingCheck(series, limits.ahead(), limits.age(), limits.extraKeys())));
      known = new Known(registry, checks);
    }
    try {
      for (WaitingRoom.Waiting message : waitingRoom.leaving(registry)) {
        fromBroker(message);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The device as the registry knows it, or null. */
  public RegisteredDevice device(String id) {
    return known.registry().devices().get(id);
  }

  /**
   * Takes a message that the broker delivered. The broker has authenticated the device; one that
   * the edge does not know yet waits for the next look at the registry.
   */
  public void fromBroker(String deviceId, byte[] payload, Acknowledgement acknowledgement)
      throws InterruptedException {
    counters.mqttMessage();
    fromBroker(new WaitingRoom.Waiting(deviceId, payload, clock.instant(), acknowledgement));
  }

  private void fromBroker(WaitingRoom.Waiting message) throws InterruptedException {
    String deviceId = message.deviceId();
    Acknowledgement acknowledgement = message.acknowledgement();
    RegisteredDevice device = device(deviceId);
    if (device == null) {
      if (!waitingRoom.enter(message)) {
        rejections.add(deviceId, "unknown-device", "the device is not in the registry");
        acknowledgement.acknowledge();
      }
      return;
    }
    if (!device.enabled()) {
      rejections.add(deviceId, DISABLED, "the device is disabled");
      acknowledgement.acknowledge();
      return;
    }
    RedeliveryGuard.Taken taken = redeliveries.take(deviceId, message.payload(), System.nanoTime());
    if (taken == null) {
      counters.redelivered();
      batcher.add(List.of(), acknowledgement);
      return;
    }
    Acknowledgement tracked =
        () -> {
          acknowledgement.acknowledge();
          taken.acknowledged(System.nanoTime());
        };
    try {
      Checked checked = check(device, message.payload(), message.receivedAt());
      if (checked.readings().isEmpty() && checked.refusal() != null) {
        tracked.acknowledge();
      } else {
        submit(checked, tracked);
      }
    } catch (MalformedTelemetryException e) {
      tracked.acknowledge(); // counted where it was found
    }
  }

  /** The broker's connection broke: what was not acknowledged will be delivered again. */
  public void brokerLost() {
    waitingRoom.clear();
    redeliveries.connectionLost(System.nanoTime());
  }

  public void brokerBack() {
    redeliveries.connectionBack(System.nanoTime());
  }

  /**
   * Reads and checks a message of a device that has been authenticated.
   *
   * @throws MalformedTelemetryException where the message cannot be read; it is counted already
   */
  public Checked check(RegisteredDevice device, byte[] payload, Instant receivedAt)
      throws MalformedTelemetryException {
    List<Reading> message;
    try {
      message = parser.parse(device.id(), payload, receivedAt);
    } catch (MalformedTelemetryException e) {
      rejections.add(device.id(), MALFORMED, e.getMessage());
      throw e;
    }
    message = withOwnArrival(device.id(), message, receivedAt);
    counters.received(message.size());
    ReadingCheck check =
        device.profile() == null
            ? withoutProfile
            : known.checks().getOrDefault(device.profile(), withoutProfile);
    ReadingCheck.Refusal whole = check.refusal(message);
    if (whole != null) {
      rejections.add(device.id(), whole.code(), whole.description());
      return new Checked(List.of(), whole);
    }
    ReadingCheck.Refusal first = null;
    List<Reading> believed = new ArrayList<>(message.size());
    for (Reading reading : message) {
      ReadingCheck.Refusal refusal = check.refusal(reading, receivedAt);
      if (refusal == null) {
        believed.add(reading);
      } else {
        first = first == null ? refusal : first;
        rejections.add(
            device.id(), refusal.code(), "series " + reading.key() + ": " + refusal.description());
      }
    }
    return new Checked(believed, first);
  }

  private List<Reading> withOwnArrival(String id, List<Reading> message, Instant receivedAt) {
    Instant arrival = Instant.ofEpochMilli(receivedAt.toEpochMilli());
    if (message.stream().noneMatch(reading -> reading.at().equals(arrival))) {
      return message;
    }
    Instant own = arrivals.of(id, arrival);
    return own.equals(arrival)
        ? message
        : message.stream().map(reading -> moved(reading, arrival, own)).toList();
  }

  private static Reading moved(Reading reading, Instant from, Instant to) {
    return reading.at().equals(from)
        ? new Reading(reading.deviceId(), reading.key(), to, reading.value(), reading.unit())
        : reading;
  }

  /**
   * Hands the readings on, without those that were handed on before.
   *
   * @param acknowledgement called once they, and all before them, are safe: also when they all were
   *     duplicates, because the first copy may still be on its way
   */
  public void submit(Checked checked, Acknowledgement acknowledgement) throws InterruptedException {
    List<Reading> fresh = new ArrayList<>(checked.readings().size());
    for (Reading reading : checked.readings()) {
      if (duplicates.isNew(reading)) {
        fresh.add(reading);
      } else {
        counters.duplicate();
      }
    }
    batcher.add(fresh, acknowledgement);
  }
}
