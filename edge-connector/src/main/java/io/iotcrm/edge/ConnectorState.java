package io.iotcrm.edge;

import io.iotcrm.edge.coap.CoapDoor;
import io.iotcrm.edge.mqtt.BrokerConnection;
import io.iotcrm.edge.mqtt.MqttLink;
import io.iotcrm.edge.pipeline.Intake;
import io.iotcrm.edge.registry.RegistryClient;
import io.iotcrm.edge.rule.DeviceRules;
import io.iotcrm.edge.status.EdgeState;
import io.iotcrm.edge.uplink.Uplink;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** What one edge tells of its parts, and how far it has come. Thread-safe. */
final class ConnectorState implements EdgeState {
  private final EdgeSettings settings;
  private final RegistryClient registry;
  private final BrokerConnection devices;
  private final CoapDoor coap;
  private final Intake intake;
  private final DeviceRules rules;
  private final Uplink uplink;
  private final MqttLink link;
  private final AtomicBoolean registryKnown = new AtomicBoolean();
  private volatile boolean stopping;

  ConnectorState(
      EdgeSettings settings,
      RegistryClient registry,
      BrokerConnection devices,
      CoapDoor coap,
      Intake intake,
      DeviceRules rules,
      Uplink uplink,
      MqttLink link) {
    this.settings = settings;
    this.registry = registry;
    this.devices = devices;
    this.coap = coap;
    this.intake = intake;
    this.rules = rules;
    this.uplink = uplink;
    this.link = link;
  }

  /**
   * The registry came, perhaps again.
   *
   * @return whether for the first time
   */
  boolean registryArrived() {
    return registryKnown.compareAndSet(false, true);
  }

  void stops() {
    stopping = true;
  }

  @Override
  public String id() {
    return settings.id();
  }

  @Override
  public String state() {
    if (stopping) {
      return "STOPPING";
    }
    if (!registryKnown.get()) {
      return "STARTING";
    }
    return uplink.isConnected() && uplink.bufferedBatches() == 0 ? "RUNNING" : "BUFFERING";
  }

  @Override
  public boolean devicesConnected() {
    return devices.isConnected();
  }

  @Override
  public boolean uplinkConnected() {
    return link.isConnected();
  }

  @Override
  public String coap() {
    return "coap://" + settings.coapHost() + ":" + coap.port();
  }

  @Override
  public String coaps() {
    return coap.securePort() == 0
        ? null
        : "coaps://" + settings.coaps().host() + ":" + coap.securePort();
  }

  @Override
  public int openIntervals() {
    return intake.pipeline().openIntervals();
  }

  @Override
  public int ruleEventsWaiting() {
    return rules.waiting();
  }

  @Override
  public Instant oldestStoredAt() {
    return uplink.oldestStoredAt();
  }

  @Override
  public int bufferedBatches() {
    return uplink.bufferedBatches();
  }

  @Override
  public long bufferedBytes() {
    return uplink.bufferedBytes();
  }

  @Override
  public boolean storeFailed() {
    return uplink.isStoreFailed() || intake.pipeline().hasFailed();
  }

  @Override
  public int registryDevices() {
    return registry.known().devices().size();
  }

  @Override
  public Instant registryConfirmedAt() {
    return registry.confirmedAt();
  }
}
