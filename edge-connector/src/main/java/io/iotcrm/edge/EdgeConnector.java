package io.iotcrm.edge;

import io.iotcrm.edge.coap.CoapDoor;
import io.iotcrm.edge.coap.CommandMailboxes;
import io.iotcrm.edge.coap.CommandResultResource;
import io.iotcrm.edge.coap.DeviceRequest;
import io.iotcrm.edge.coap.DeviceTree;
import io.iotcrm.edge.coap.TelemetryResource;
import io.iotcrm.edge.mqtt.BrokerConnection;
import io.iotcrm.edge.mqtt.BrokerOutage;
import io.iotcrm.edge.mqtt.CommandSubscription;
import io.iotcrm.edge.mqtt.GatewaySubscription;
import io.iotcrm.edge.mqtt.LocalCommandLink;
import io.iotcrm.edge.mqtt.MqttLink;
import io.iotcrm.edge.mqtt.TelemetrySubscription;
import io.iotcrm.edge.pipeline.Batcher;
import io.iotcrm.edge.pipeline.ForeignGateways;
import io.iotcrm.edge.pipeline.Intake;
import io.iotcrm.edge.quota.Quotas;
import io.iotcrm.edge.registry.CredentialUses;
import io.iotcrm.edge.registry.RegistryClient;
import io.iotcrm.edge.registry.RegistryFile;
import io.iotcrm.edge.rule.DeviceRules;
import io.iotcrm.edge.status.EdgeCounters;
import io.iotcrm.edge.status.Rejections;
import io.iotcrm.edge.status.StageCounters;
import io.iotcrm.edge.status.StatusServer;
import io.iotcrm.edge.status.UnknownNames;
import io.iotcrm.edge.uplink.BatchStore;
import io.iotcrm.edge.uplink.Uplink;
import io.iotcrm.edge.uplink.UplinkPolicy;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;

/** One edge: its parts, wired, and the order in which they start and stop. */
public final class EdgeConnector implements AutoCloseable {
  private static final Logger LOG = System.getLogger(EdgeConnector.class.getName());
  private static final Duration SESSION = Duration.ofDays(1);

  private final EdgeSettings settings;
  private final RegistryClient registry;
  private final Uplink uplink;
  private final MqttLink link;
  private final Batcher batcher;
  private final Intake intake;
  private final TelemetrySubscription telemetry;
  private final BrokerConnection devices;
  private final CommandSubscription commands;
  private final LocalCommandLink localCommands;
  private final CommandMailboxes mailboxes;
  private final DeviceRules rules;
  private final GatewaySubscription gateways;
  private final CoapDoor coap;
  private final ConnectorState state;
  private final StatusServer status;

  /**
   * @throws IOException where the home directory or an address cannot be used
   */
  public EdgeConnector(EdgeSettings settings) throws IOException {
    this.settings = settings;
    Files.createDirectories(settings.home());
    Clock clock = Clock.systemUTC();
    EdgeCounters counters = new EdgeCounters();
    StageCounters stages = new StageCounters();
    Rejections rejections = new Rejections(counters, clock);
    UnknownNames unknownNames = new UnknownNames(clock);
    CredentialUses uses = new CredentialUses(clock);
    registry =
        new RegistryClient(
            settings.apiUrls(),
            settings.id(),
            settings.secret(),
            settings.registryPoll(),
            new RegistryFile(settings.home().resolve("registry.json")),
            uses);
    BrokerOutage deviceBroker = new BrokerOutage(settings.brokerUrl());
    BrokerOutage centreBroker =
        settings.uplinkUrl().equals(settings.brokerUrl())
            ? deviceBroker
            : new BrokerOutage(settings.uplinkUrl());
    link =
        new MqttLink(
            options(settings.uplinkUrl(), "uplink", Duration.ZERO, 100),
            centreBroker,
            settings.id());
    uplink =
        new Uplink(
            link,
            BatchStore.open(settings.home().resolve("store"), settings.storeMaxBytes()),
            new UplinkPolicy(
                settings.uplinkWindow(), settings.storeDropsOldest(), settings.storeMaxAge()),
            counters);
    batcher =
        new Batcher(settings.id(), settings.batchMaxReadings(), settings.batchMaxAge(), uplink);
    rules = new DeviceRules(settings.home().resolve("rules"), counters);
    Quotas quotas =
        new Quotas(registry::known, settings.coapMessagesPerMinute(), System::nanoTime, clock);
    Intake.Reports reports = new Intake.Reports(counters, stages, rejections, unknownNames);
    intake =
        new Intake(
            batcher,
            settings.home().resolve("intervals"),
            new Intake.Limits(
                settings.ahead(),
                settings.age(),
                settings.extraKeys(),
                settings.duplicatesWindow()),
            quotas,
            reports,
            rules,
            registry::refreshSoon,
            clock);
    telemetry = new TelemetrySubscription(intake, rejections);
    devices =
        new BrokerConnection(
            options(settings.brokerUrl(), "telemetry", SESSION, settings.receiveMaximum()),
            deviceBroker,
            telemetry);
    commands =
        new CommandSubscription(
            options(settings.brokerUrl(), "commands", SESSION, 1_000), deviceBroker);
    localCommands =
        new LocalCommandLink(
            options(settings.brokerUrl(), "rules", Duration.ZERO, 10), deviceBroker);
    DeviceRequest request = new DeviceRequest(intake, registry::refreshSoon, uses::note);
    mailboxes = new CommandMailboxes(intake, request, commands::subscribe, counters);
    commands.deliverTo(mailboxes);
    gateways =
        new GatewaySubscription(
            options(settings.brokerUrl(), "gateways", SESSION, settings.receiveMaximum()),
            // Its own: a topic that is refused does not mean that the broker is away.
            new BrokerOutage(settings.brokerUrl() + " (topics of gateways)"),
            settings.gatewayTopics(),
            new ForeignGateways(intake, reports));
    coap =
        new CoapDoor(
            new CoapDoor.Plain(
                new InetSocketAddress(settings.coapHost(), settings.coapPort()),
                settings.coapAnywhere()),
            secure(settings.coaps()),
            new DeviceTree(
                new TelemetryResource(intake, request, uplink::hasRoom, quotas, counters),
                mailboxes,
                new CommandResultResource(request, link, counters)),
            intake::registry,
            registry::refreshSoon,
            rejections);
    state = new ConnectorState(settings, registry, devices, coap, intake, rules, uplink, link);
    status =
        new StatusServer(
            new InetSocketAddress(settings.httpHost(), settings.httpPort()),
            state,
            new StatusServer.Reports(counters, stages, rejections, unknownNames));
  }

  private static CoapDoor.Secure secure(EdgeSettings.Coaps coaps) {
    return coaps.enabled()
        ? new CoapDoor.Secure(
            new InetSocketAddress(coaps.host(), coaps.port()),
            coaps.keystore(),
            coaps.keystorePassword())
        : null;
  }

  private BrokerConnection.Options options(
      String url, String purpose, Duration session, int receiveMaximum) {
    return new BrokerConnection.Options(
        url,
        "iotcrm-edge-" + settings.id() + "-" + purpose,
        "edge/" + settings.id(),
        settings.secret(),
        session,
        receiveMaximum);
  }

  /**
   * Opens the doors. Devices' messages are not fetched before the registry is known: all of them
   * would be strangers.
   */
  public void start() throws IOException {
    status.start();
    uplink.start();
    coap.start();
    rules.start(new LocalCommandRoute(mailboxes, localCommands), intake::happened);
    registry.start(
        known -> {
          intake.registryIs(known);
          if (state.registryArrived()) {
            devices.start();
            gateways.start();
          }
        });
    LOG.log(
        Level.INFO,
        "edge {0} is up: {1}, status at http://{2}:{3}/status",
        settings.id(),
        state.coap(),
        settings.httpHost(),
        Integer.toString(status.port()));
  }

  /** The port of /health, /status and /metrics. */
  public int httpPort() {
    return status.port();
  }

  /**
   * Stops taking, sends or stores what was taken, acknowledges it, and closes everything, within
   * some ten seconds.
   */
  @Override
  public void close() {
    state.stops();
    telemetry.stop();
    gateways.stop();
    coap.close();
    registry.close();
    rules.stop();
    intake.pipeline().stop();
    batcher.close();
    uplink.close(Duration.ofSeconds(5));
    intake.pipeline().close();
    devices.close();
    gateways.close();
    commands.close();
    localCommands.close();
    rules.close();
    status.close();
    LOG.log(Level.INFO, "edge {0} is down", settings.id());
  }
}
