package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.EdgeEvent;
import io.iotcrm.domain.telemetry.GatewayMessageParser;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.ReadingCheck;
import io.iotcrm.edge.quota.Quotas;
import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.registry.Registry;
import io.iotcrm.edge.rule.DeviceRules;
import io.iotcrm.edge.status.EdgeCounters;
import io.iotcrm.edge.status.Rejections;
import io.iotcrm.edge.status.StageCounters;
import io.iotcrm.edge.status.UnknownNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where every door's messages go: read, checked, freed of duplicates and handed to the batcher.
 *
 * <p>A message is acknowledged when its readings are safe, or at once when there is nothing in it
 * to keep: a message that cannot be understood now never can, and must not block the others.
 */
public final class Intake {
  private static final String DISABLED = "disabled-device";

  private final Limits limits;
  private final Quotas quotas;
  private final DuplicateFilter duplicates;
  private final RedeliveryGuard redeliveries = new RedeliveryGuard();
  private final WaitingRoom waitingRoom;
  private final Pipeline pipeline;
  private final DeviceRules rules;
  private final MessageReader reader;
  private final EdgeCounters counters;
  private final StageCounters stages;
  private final Rejections rejections;
  private final GatewayMessageParser gatewayMessages = new GatewayMessageParser();
  private final Clock clock;
  private volatile Plans plans;

  /** What is believed beyond the profiles. */
  public record Limits(Duration ahead, Duration age, int extraKeys, int duplicatesWindow) {}

  /** A message's readings that were believed, and the first reason where some were not. */
  public record Checked(List<Reading> readings, ReadingCheck.Refusal refusal) {}

  /** Where everything is counted and reported. */
  public record Reports(
      EdgeCounters counters,
      StageCounters stages,
      Rejections rejections,
      UnknownNames unknownNames) {}

  /**
   * @param journal the file of open intervals
   * @param rules that are asked of every reading that is believed
   * @param askRegistry called when a device is not known, as often as it happens
   * @throws IOException where the journal cannot be used
   */
  public Intake(
      Batcher batcher,
      Path journal,
      Limits limits,
      Quotas quotas,
      Reports reports,
      DeviceRules rules,
      Runnable askRegistry,
      Clock clock)
      throws IOException {
    this.rules = rules;
    this.limits = limits;
    this.quotas = quotas;
    this.duplicates = new DuplicateFilter(limits.duplicatesWindow());
    this.counters = reports.counters();
    this.stages = reports.stages();
    this.rejections = reports.rejections();
    this.clock = clock;
    this.waitingRoom = new WaitingRoom(askRegistry, clock);
    this.plans = new Plans(Registry.EMPTY, limits);
    PrivacyFilter privacy = new PrivacyFilter(stages);
    this.reader = new MessageReader(counters, stages, rejections, privacy);
    this.pipeline = new Pipeline(batcher, journal, stages, privacy, () -> plans);
  }

  /** The registry as it is now; lets messages of devices go on that were not known before. */
  public void registryIs(Registry registry) {
    if (plans.registry() != registry) {
      Plans fresh = new Plans(registry, limits);
      plans = fresh;
      rules.registryIs(registry);
      pipeline.registryIs(fresh);
    }
    try {
      for (WaitingRoom.Waiting message : waitingRoom.leaving(registry)) {
        fromBroker(message);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The registry as it was last. */
  public Registry registry() {
    return plans.registry();
  }

  /** The registry as it was last, and how its profiles' messages are read. */
  Plans plans() {
    return plans;
  }

  /** The device as the registry knows it, or null. */
  public RegisteredDevice device(String id) {
    return plans.registry().devices().get(id);
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

  /**
   * Takes a message that a gateway sent for one of its devices. The broker has checked that it may.
   */
  public void behindGateway(
      String gatewayId, String deviceId, byte[] payload, Acknowledgement acknowledgement)
      throws InterruptedException {
    RegisteredDevice gateway = device(gatewayId);
    if (gateway == null || !gateway.enabled()) {
      rejections.add(gatewayId, DISABLED, "the gateway is disabled or not in the registry");
      acknowledgement.acknowledge();
    } else {
      fromBroker(deviceId, payload, acknowledgement);
    }
  }

  /** Takes a message that a gateway sent for several of its devices at once. */
  public void fromGatewayOf(String gatewayId, byte[] payload, Acknowledgement acknowledgement)
      throws InterruptedException {
    GatewayMessageParser.Parsed parsed;
    try {
      parsed = gatewayMessages.parse(payload);
    } catch (MalformedTelemetryException e) {
      counters.mqttMessage();
      rejections.add(gatewayId, "malformed", e.getMessage());
      acknowledgement.acknowledge();
      return;
    }
    for (String name : parsed.refused()) {
      rejections.add(gatewayId, "unknown-name", UnknownNames.plain(name) + " is no device's id");
    }
    RegisteredDevice gateway = device(gatewayId);
    parsed.messages().keySet().removeIf(id -> !mayTakeFor(gateway, gatewayId, id));
    Acknowledgement each = acknowledgement.afterAll(parsed.messages().size());
    for (Map.Entry<String, byte[]> message : parsed.messages().entrySet()) {
      behindGateway(gatewayId, message.getKey(), message.getValue(), each);
    }
  }

  /** A device that is not known yet may be one of the gateway's: the registry is asked for it. */
  private boolean mayTakeFor(RegisteredDevice gateway, String gatewayId, String deviceId) {
    RegisteredDevice device = device(deviceId);
    boolean may = gateway != null && (device == null || gateway.speaksFor(device));
    if (!may) {
      rejections.add(gatewayId, "not-its-device", "the gateway does not speak for " + deviceId);
    }
    return may;
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
      pipeline.submit(deviceId, List.of(), List.of(), true, acknowledgement);
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
      } else if (quotas.isDayOver(device)) {
        rejections.add(deviceId, "over-quota", "the day's readings of its profile are used up");
        tracked.acknowledge();
      } else {
        quotas.count(device, device, checked.readings().size());
        submit(device, checked, tracked);
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
    return reader.read(plans, device, payload, receivedAt);
  }

  /**
   * Hands the readings on, without those that were handed on before.
   *
   * @param acknowledgement called once they, and all before them, are safe: also when they all were
   *     duplicates, because the first copy may still be on its way
   */
  public void submit(RegisteredDevice device, Checked checked, Acknowledgement acknowledgement)
      throws InterruptedException {
    List<Reading> fresh = new ArrayList<>(checked.readings().size());
    for (Reading reading : checked.readings()) {
      if (duplicates.isNew(reading)) {
        fresh.add(reading);
      } else {
        counters.duplicate();
      }
    }
    StageCounters.Counts counts = stages.of(device.profile(), "duplicate");
    counts.passed(fresh.size());
    counts.dropped(checked.readings().size() - fresh.size());
    boolean repeated = fresh.size() < checked.readings().size();
    List<EdgeEvent> events = rules.take(device, fresh);
    pipeline.submit(
        device.id(),
        fresh,
        events,
        repeated,
        events.isEmpty()
            ? acknowledgement
            : () -> {
              rules.confirmed(events);
              acknowledgement.acknowledge();
            });
  }

  /** Hands on what rules did though no message came. */
  public void happened(RegisteredDevice device, List<EdgeEvent> events)
      throws InterruptedException {
    pipeline.submit(device.id(), List.of(), events, false, () -> rules.confirmed(events));
  }

  /** The stages that profiles configure. */
  public Pipeline pipeline() {
    return pipeline;
  }
}
