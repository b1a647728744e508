package io.iotcrm.ejb.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.iotcrm.domain.webhook.WebhookSignature;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.OutboxMessage;
import io.iotcrm.ejb.platform.OutboxRefusedException;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import io.iotcrm.ejb.platform.SealingKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PostgresExtension.class)
class WebhookDeliveryTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  /** Counts nothing: the registry is the server's. */
  private static final class NoMeters extends Meters {
    @Override
    public void webhook(String outcome) {}
  }

  private record Seen(String signature, String key, String body) {}

  private final Rows rows;
  private final WebhookTable table;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int answer = 204;
  private UUID endpoint;

  WebhookDeliveryTest(DataSource source, Database database) {
    rows = new Rows(source);
    table = new WebhookTable(database, new SealingKey());
  }

  @BeforeEach
  void anEndpoint() throws IOException, SQLException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    endpoint = UUID.randomUUID();
    rows.execute(
        "insert into webhook_endpoint (id, name, url, secret) values (?, ?, ?, 's3cret')",
        endpoint,
        endpoint.toString(),
        "http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen.add(
        new Seen(
            exchange.getRequestHeaders().getFirst("IotCrm-Signature"),
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            body));
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  private WebhookDelivery delivery(boolean privateAllowed) {
    return new WebhookDelivery(
        table, new NoMeters(), new WebhookClient(Duration.ofSeconds(5), privateAllowed, CLOCK));
  }

  private OutboxMessage message(String key) {
    return new OutboxMessage(
        1, "{\"endpointId\":\"%s\",\"event\":{\"id\":\"%s\"}}".formatted(endpoint, key), key, 0);
  }

  @Test
  void postsWhatHappenedSignedAndWithItsKey() throws Exception {
    Map<OutboxMessage, Exception> failed = delivery(true).deliverEach(List.of(message("k1")));

    assertThat(failed).isEmpty();
    byte[] body = "{\"id\":\"k1\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(seen)
        .containsExactly(
            new Seen(
                WebhookSignature.of("s3cret", CLOCK.instant(), body), "k1", "{\"id\":\"k1\"}"));
    assertThat(
            rows.one(
                Integer.class,
                "select status from webhook_delivery where endpoint_id = ? and error is null",
                endpoint))
        .isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({
    "500,false",
    "503,false",
    "302,false",
    "429,false",
    "408,false",
    "400,true",
    "404,true"
  })
  void triesAgainWhatMayBecomeBetterAndLeavesTheRestToPeople(int status, boolean refused)
      throws Exception {
    answer = status;

    Map<OutboxMessage, Exception> failed = delivery(true).deliverEach(List.of(message("k")));

    assertThat(failed).hasSize(1);
    assertThat(failed.values().iterator().next() instanceof OutboxRefusedException)
        .isEqualTo(refused);
  }

  @Test
  void anAnswerOfGoneStopsTheEndpoint() throws Exception {
    answer = 410;
    delivery(true).deliverEach(List.of(message("k1")));

    Map<OutboxMessage, Exception> next = delivery(true).deliverEach(List.of(message("k2")));

    assertThat(seen).hasSize(1);
    assertThat(next.values())
        .singleElement()
        .isInstanceOfSatisfying(
            OutboxRefusedException.class, e -> assertThat(e).hasMessageContaining("is stopped"));
    assertThat(
            rows.one(
                String.class, "select stopped_reason from webhook_endpoint where id = ?", endpoint))
        .contains("410");
  }

  @Test
  void oneThatFailsDoesNotTouchTheOthers() throws Exception {
    OutboxMessage orphan =
        new OutboxMessage(
            2, "{\"endpointId\":\"%s\",\"event\":{}}".formatted(UUID.randomUUID()), "o", 0);

    Map<OutboxMessage, Exception> failed =
        delivery(true).deliverEach(List.of(message("k1"), orphan, message("k2")));

    assertThat(failed).containsOnlyKeys(orphan);
    assertThat(seen).extracting(Seen::key).containsExactlyInAnyOrder("k1", "k2");
  }

  @Test
  void doesNotReachIntoThisNetworkUnlessItIsAllowed() throws Exception {
    Map<OutboxMessage, Exception> failed = delivery(false).deliverEach(List.of(message("k")));

    assertThat(seen).isEmpty();
    assertThat(failed.values()).singleElement().isInstanceOf(OutboxRefusedException.class);
  }
}
