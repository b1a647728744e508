package io.iotcrm.edge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.iotcrm.domain.telemetry.SeriesSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryClientTest {
  private static final String PROFILES =
      "\"profiles\":[{\"key\":\"dht22\",\"series\":["
          + "{\"key\":\"temperature\",\"unit\":\"Cel\",\"kind\":\"NUMBER\",\"min\":-40,\"max\":80},"
          + "{\"key\":\"open\",\"unit\":null,\"kind\":\"BOOLEAN\",\"min\":null,\"max\":null}],"
          + "\"settings\":{\"pipeline\":{\"default\":{\"maxPerSecond\":2}}}}],\"pseudonymKey\":\"AAEC\"";

  @TempDir Path directory;

  private HttpServer api;
  private RegistryClient client;
  private volatile String etag = "\"1\"";
  private volatile String second = "dev2";
  private volatile int status = 200;
  private volatile int usesStatus = 204;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Instant usedAt = Instant.parse("2026-03-01T08:00:00Z");
  private final CredentialUses uses = new CredentialUses(Clock.fixed(usedAt, ZoneOffset.UTC));
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Registry> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  void startApi() throws IOException {
    api = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    api.createContext("/api/v1/edges/e1/registry", this::answer);
    api.createContext("/api/v1/edges/e1/credential-uses", this::takeUses);
    api.start();
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
    }
    api.stop(0);
  }

  private void takeUses(HttpExchange exchange) throws IOException {
    told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(usesStatus, -1);
    exchange.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    asked.add(
        exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getRequestHeaders().getFirst("If-None-Match"));
    String body;
    if (query.contains("cursor=next")) {
      body =
          "{\"devices\":[{\"id\":\""
              + second
              + "\",\"enabled\":false,\"profile\":null},"
              + "{\"id\":\"leaf1\",\"enabled\":true,\"profile\":\"dht22\",\"kind\":\"PSK\","
              + "\"publicId\":\"leaf1-key\",\"key\":\"AQID\",\"viaGateway\":\"gate1\","
              + "\"aliases\":[\"cold room\"]},"
              + "{\"id\":\"gate1\",\"enabled\":true,\"profile\":\"dht22\",\"kind\":\"X509\","
              + "\"publicId\":\"AB01\",\"gateway\":true}]}";
    } else {
      body =
          "{\"devices\":[{\"id\":\"dev1\",\"enabled\":true,\"salt\":\"AAECAw==\",\"hash\":\"BAUGBw==\",\"credential\":\"c-1\","
              + "\"profile\":\"dht22\",\"later\":{\"x\":[1]}},"
              + "{\"id\":\"dev1\",\"enabled\":true,\"salt\":\"CAk\",\"hash\":\"Cgs\",\"profile\":\"dht22\"}],"
              + PROFILES
              + ",\"nextCursor\":\"next\"}";
    }
    int code = status;
    if (code == 200 && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      code = 304;
    }
    exchange.getResponseHeaders().set("ETag", etag);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, code == 200 ? bytes.length : -1);
    if (code == 200) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private URI base() {
    return URI.create("http://127.0.0.1:" + api.getAddress().getPort());
  }

  private void start(Duration poll, URI... bases) {
    client =
        new RegistryClient(
            List.of(bases),
            "e1",
            "s3",
            poll,
            new RegistryFile(directory.resolve("registry.json")),
            uses);
    client.start(heard::add);
  }

  @Test
  void readsAllPagesAndAsksForChangesOnly() {
    start(Duration.ofMillis(100), base());
    await().until(() -> heard.size() >= 3);
    Registry registry = client.current();
    assertThat(registry.devices()).containsOnlyKeys("dev1", "dev2", "leaf1", "gate1");
    RegisteredDevice first = registry.devices().get("dev1");
    assertThat(first.secrets()).hasSize(2); // the second entry of the same device
    assertThat(first.secrets().get(0).salt()).containsExactly(0, 1, 2, 3);
    assertThat(first.secrets().get(1).hash()).containsExactly(10, 11);
    assertThat(first.profile()).isEqualTo("dht22");
    assertThat(registry.devices().get("dev2").enabled()).isFalse();
    assertThat(registry.profiles().get("dht22").series())
        .containsExactly(
            new SeriesSpec("temperature", "Cel", SeriesSpec.Kind.NUMBER, -40.0, 80.0),
            new SeriesSpec("open", null, SeriesSpec.Kind.BOOLEAN, null, null));
    assertThat(asked.get(0)).isEqualTo("Basic ZWRnZS9lMTpzMw== null"); // edge/e1:s3
    assertThat(asked.get(2)).endsWith(" \"1\"");
    assertThat(heard.get(2)).isSameAs(heard.get(0));
  }

  @Test
  void seesAChange() {
    start(Duration.ofMillis(100), base());
    await().until(() -> client.current() != null);
    second = "dev3";
    etag = "\"2\"";
    await().until(() -> client.current().devices().containsKey("dev3"));
  }

  @Test
  void startsFromTheLastCopyWhileTheApiIsAway() throws IOException {
    start(Duration.ofMillis(100), base());
    await().until(() -> heard.size() >= 2);
    Registry before = client.current();
    client.close();
    api.stop(0);
    start(Duration.ofMillis(100), base());
    Registry copy = client.current();
    assertThat(heard).contains(copy);
    assertThat(copy).isNotSameAs(before);
    assertThat(copy.devices()).containsOnlyKeys("dev1", "dev2", "leaf1", "gate1");
    assertThat(copy.devices().get("dev1").secrets()).hasSize(2);
    assertThat(copy.devices().get("dev1").secrets().get(0).hash()).containsExactly(4, 5, 6, 7);
    assertThat(copy.devices().get("dev1").secrets().get(0).credential()).isEqualTo("c-1");
    assertThat(copy.profiles()).isEqualTo(before.profiles());
    assertThat(copy.profiles().get("dht22").settings())
        .isEqualTo(Map.of("pipeline", Map.of("default", Map.of("maxPerSecond", 2.0))));
    assertThat(copy.pseudonymKey()).containsExactly(0, 1, 2);
    assertThat(copy.named("cold room").id()).isEqualTo("leaf1");
    assertThat(copy.withIdentity("leaf1-key").key()).containsExactly(1, 2, 3);
    assertThat(copy.withCertificate("ab01").device().speaksFor(copy.devices().get("leaf1")))
        .isTrue();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("registry.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void tellsTheCentreWhichCredentialsWereUsedUntilItTakesIt() {
    usesStatus = 503;
    uses.note("c-1");
    start(Duration.ofMillis(100), base());
    await().until(() -> told.size() >= 2);
    usesStatus = 204;
    int before = told.size();
    await().until(() -> told.size() > before);
    int all = told.size();
    int polls = asked.size();
    await().until(() -> asked.size() >= polls + 3);
    assertThat(told)
        .hasSizeLessThanOrEqualTo(all + 1)
        .containsOnly("{\"uses\":[{\"credential\":\"c-1\",\"at\":\"2026-03-01T08:00:00Z\"}]}");
  }

  @Test
  void keepsWhatItHasWhenTheApiFails() {
    start(Duration.ofMillis(100), base());
    await().until(() -> client.current() != null);
    status = 500;
    int before = asked.size();
    await().until(() -> asked.size() >= before + 3);
    assertThat(client.current().devices()).hasSize(4);
  }

  @Test
  void triesTheNextAddress() {
    start(Duration.ofMillis(100), URI.create("http://127.0.0.1:1"), base());
    await().until(() -> client.current() != null);
  }

  @Test
  void asksEarlyButNotMoreThanOnceASecond() {
    start(Duration.ofHours(1), base());
    await().until(() -> client.current() != null);
    int before = asked.size();
    long began = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              client.refreshSoon();
              return asked.size() >= before + 2;
            });
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(900));
  }
}
