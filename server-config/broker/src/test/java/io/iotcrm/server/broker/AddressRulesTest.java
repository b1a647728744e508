package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.apache.activemq.artemis.core.security.CheckType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRulesTest {
  @ParameterizedTest
  @CsvSource({
    "DEVICE, SEND, v1.devices.a.telemetry, true",
    "DEVICE, SEND, v1.devices.a.commands.c1.result, true",
    "DEVICE, CREATE_ADDRESS, v1.devices.a.telemetry, true",
    "DEVICE, CREATE_ADDRESS, v1.devices.a.commands, true",
    "DEVICE, CONSUME, v1.devices.a.commands, true",
    "DEVICE, CREATE_DURABLE_QUEUE, v1.devices.a.commands, true",
    "DEVICE, CREATE_NON_DURABLE_QUEUE, v1.devices.a.commands, true",
    "DEVICE, CONSUME, v1.devices.a.commands::client.v1.devices.a.commands, true",
    "DEVICE, CREATE_DURABLE_QUEUE, v1.devices.a.commands::client.v1.devices.a.commands, true",
    "DEVICE, CONSUME, v1.devices.a.commands::telemetry-ingest, false",
    "DEVICE, CONSUME, v1.devices.b.commands::client.v1.devices.b.commands, false",
    "DEVICE, SEND, v1.devices.a.telemetry::telemetry-ingest, false",
    "EDGE, CONSUME, v1.devices.*.telemetry::edge.v1.devices.*.telemetry, true",
    "EDGE, CONSUME, v1.edge.bundles::edge.v1.edge.bundles, true",
    "EDGE, SEND, v1.edge.bundles, false",
    "DEVICE, CONSUME, v1.edge.bundles::edge.v1.edge.bundles, false",
    "DEVICE, SEND, v1.edge.bundles, false",
    "EDGE, CONSUME, v1.devices.*.telemetry::command-results, false",
    "DEVICE, SEND, v1.devices.b.telemetry, false",
    "DEVICE, SEND, v1.devices.*.telemetry, false",
    "DEVICE, SEND, v1.devices.a.commands, false",
    "DEVICE, SEND, v1.devices.a.commands.*.result, false",
    "DEVICE, SEND, v1.devices.a.commands.c1.result.x, false",
    "DEVICE, SEND, v1.ingest.a, false",
    "DEVICE, SEND, command-receipts, false",
    "DEVICE, CONSUME, v1.devices.a.telemetry, false",
    "DEVICE, CONSUME, v1.devices.b.commands, false",
    "DEVICE, CONSUME, v1.devices.*.commands, false",
    "DEVICE, CONSUME, v1.devices.#, false",
    "DEVICE, CONSUME, #, false",
    "DEVICE, MANAGE, activemq.management, false",
    "DEVICE, BROWSE, v1.devices.a.commands, false",
    "EDGE, CONSUME, v1.devices.*.telemetry, true",
    "EDGE, CREATE_DURABLE_QUEUE, v1.devices.*.telemetry, true",
    "EDGE, CREATE_ADDRESS, v1.devices.*.commands, true",
    "EDGE, CONSUME, v1.devices.*.commands, true",
    "EDGE, SEND, v1.ingest.a, true",
    "EDGE, CREATE_ADDRESS, v1.ingest.a, true",
    "EDGE, SEND, v1.devices.x.commands.c1.result, true",
    "EDGE, SEND, v1.ingest.b, false",
    "EDGE, SEND, v1.devices.x.telemetry, false",
    "EDGE, SEND, v1.devices.x.commands, true",
    "EDGE, SEND, v1.devices.*.commands, false",
    "EDGE, SEND, v1.devices.#.commands, false",
    "EDGE, CONSUME, v1.ingest.a, false",
    "EDGE, CONSUME, v1.devices.#, false",
    "EDGE, CONSUME, v1.devices.#.telemetry, false",
    "EDGE, CONSUME, #, false",
    "EDGE, CONSUME, telemetry-ingest, false",
    "EDGE, MANAGE, activemq.management, false",
    "DEVICE, SEND, v1.gateways.a.telemetry, true",
    "DEVICE, CREATE_ADDRESS, v1.gateways.a.devices.x.telemetry, true",
    "DEVICE, SEND, v1.gateways.a.devices.x.telemetry, true",
    "DEVICE, SEND, v1.devices.x.commands.c1.result, true",
    "DEVICE, CONSUME, v1.devices.x.commands, true",
    "DEVICE, CREATE_DURABLE_QUEUE, v1.devices.x.commands::gw.v1.devices.x.commands, true",
    "DEVICE, SEND, v1.gateways.a.devices.y.telemetry, false",
    "DEVICE, SEND, v1.gateways.b.devices.x.telemetry, false",
    "DEVICE, SEND, v1.gateways.b.telemetry, false",
    "DEVICE, SEND, v1.devices.x.telemetry, false",
    "DEVICE, SEND, v1.devices.y.commands.c1.result, false",
    "DEVICE, CONSUME, v1.devices.y.commands, false",
    "DEVICE, CONSUME, v1.gateways.a.telemetry, false",
    "EDGE, CONSUME, v1.gateways.*.telemetry, true",
    "EDGE, CREATE_DURABLE_QUEUE, v1.gateways.*.devices.*.telemetry, true",
    "EDGE, SEND, v1.gateways.a.telemetry, false",
    "APPLICATION, SEND, v1.devices.a.commands, true",
    "APPLICATION, CONSUME, v1.ingest.#, true",
  })
  void allowsEachItsOwn(BrokerPrincipal.Kind kind, String action, String address, boolean allowed) {
    Gateways gateways = new Gateways(new FakeCredentials().gateway("a", "x"), Clock.systemUTC());
    BrokerPrincipal who = new BrokerPrincipal(kind, "a", "credential");

    assertThat(AddressRules.allow(who, CheckType.valueOf(action), address, gateways))
        .isEqualTo(allowed);
  }

  @Test
  void aDeviceThatIsNoGatewaySpeaksForNobody() {
    Gateways gateways = new Gateways(new FakeCredentials(), Clock.systemUTC());
    BrokerPrincipal who = new BrokerPrincipal(BrokerPrincipal.Kind.DEVICE, "a", "credential");

    assertThat(AddressRules.allow(who, CheckType.SEND, "v1.gateways.a.telemetry", gateways))
        .isFalse();
  }

  @Test
  void aKnownGatewayGoesOnWhileTheDatabaseIsAway() {
    FakeCredentials source = new FakeCredentials().gateway("a", "x");
    Instant[] now = {Instant.EPOCH};
    Gateways gateways =
        new Gateways(source, ((InstantSource) () -> now[0]).withZone(ZoneOffset.UTC));
    assertThat(gateways.speaksFor("a", "x")).isTrue();
    source.away = true;
    now[0] = now[0].plusSeconds(3600);

    assertThat(gateways.speaksFor("a", "x")).isTrue();
    assertThat(gateways.speaksFor("b", "y")).isFalse();
  }
}
