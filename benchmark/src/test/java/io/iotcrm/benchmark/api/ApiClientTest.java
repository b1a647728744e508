package io.iotcrm.benchmark.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiClientTest {
  private final List<String> requests = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private HttpServer server;
  private ApiClient api;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          String[] answer = answers.remove(0).split(" ", 2);
          byte[] body = answer[1].getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1";
    api = ApiClient.basic(List.of("http://127.0.0.1:1", url), "admin", "secret");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void movesToTheNextNodeWhenOneIsAway() {
    answers.add("200 {\"id\":7}");
    assertThat(api.get("things/7").path("id").asInt()).isEqualTo(7);
    assertThat(requests).containsExactly("GET /api/v1/things/7 null");
  }

  @Test
  void repeatsAWriteWithItsKeyOnly() {
    answers.add("503 busy");
    answers.add("409 {\"type\":\"urn:iotcrm:problem:in-progress\"}");
    answers.add("201 {\"id\":7}");
    // The first attempt goes to the node that is away, and then alternates.
    assertThat(api.post("things", Map.of(), "k").path("id").asInt()).isEqualTo(7);
    assertThat(requests).hasSize(3).containsOnly("POST /api/v1/things k");
  }

  @Test
  void doesNotRepeatAWriteWithoutAKey() {
    assertThatThrownBy(() -> api.post("things", Map.of(), null))
        .hasMessageContaining("POST things");
    assertThat(requests).isEmpty();
  }

  @Test
  void readsAListPageByPage() {
    answers.add("200 {\"items\":[1,2],\"nextCursor\":\"a b\"}");
    answers.add("200 {\"items\":[3]}");
    assertThat(api.list("things?x=1")).hasSize(3);
    assertThat(requests)
        .containsExactly(
            "GET /api/v1/things?x=1&limit=200 null",
            "GET /api/v1/things?x=1&limit=200&cursor=a+b null");
  }

  @Test
  void showsWhatTheApiObjectsTo() {
    answers.add("400 {\"detail\":\"no name\"}");
    assertThatThrownBy(() -> api.post("things", Map.of(), "k"))
        .isInstanceOf(ApiException.class)
        .hasMessage("POST things -> 400 {\"detail\":\"no name\"}");
  }

  @Test
  void refusesAnotherMachine() {
    assertThatThrownBy(() -> ApiClient.root("http://192.0.2.1:8080"))
        .hasMessageContaining("not this machine");
    assertThatThrownBy(() -> HostPort.parse("192.0.2.1:1883"))
        .hasMessageContaining("not this machine");
    assertThat(HostPort.parse("tcp://127.0.0.1:1883")).isEqualTo(new HostPort("127.0.0.1", 1883));
  }
}
