package io.iotcrm.ejb.hubspot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;

/** HubSpot's batch upsert as its documentation describes it, with its limits and its moods. */
final class FakeHubSpot implements AutoCloseable {
  static final String TOKEN = "pat-test";

  /** A prepared answer in place of the real one; a status of 0 cuts the connection. */
  record Mood(int status, String body, Map<String, String> headers) {
    static Mood of(int status) {
      return new Mood(status, "{\"status\":\"error\",\"message\":\"not now\"}", Map.of());
    }

    static Mood limited(String policy, String retryAfter) {
      return new Mood(
          429,
          "{\"status\":\"error\",\"errorType\":\"RATE_LIMIT\",\"message\":\"You have reached your"
              + " limit.\",\"policyName\":\""
              + policy
              + "\"}",
          retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter));
    }
  }

  private final HttpServer server;
  private final Deque<Mood> moods = new ConcurrentLinkedDeque<>();
  private final Deque<Long> arrivals = new ArrayDeque<>();
  final Map<String, JsonObject> contacts = new ConcurrentHashMap<>();
  final List<Integer> batches = java.util.Collections.synchronizedList(new ArrayList<>());
  final List<String> paths = java.util.Collections.synchronizedList(new ArrayList<>());
  volatile boolean traced = true;
  volatile boolean refusesWholeBatches;
  volatile int perTenSeconds = 100;

  FakeHubSpot() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  FakeHubSpot then(Mood... next) {
    moods.addAll(List.of(next));
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    paths.add(exchange.getRequestURI().getPath());
    Mood mood = tooMany() ? Mood.limited("TEN_SECONDLY_ROLLING", null) : moods.poll();
    if (mood != null && mood.status() == 0) {
      exchange.close();
      return;
    }
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      mood = Mood.of(401);
    }
    if (mood == null) {
      mood = upsert(Json.createReader(new StringReader(text)).readObject());
    }
    mood.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = mood.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(mood.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized boolean tooMany() {
    long now = System.nanoTime();
    arrivals.removeIf(at -> now - at > 10_000_000_000L);
    arrivals.add(now);
    return arrivals.size() > perTenSeconds;
  }

  private synchronized Mood upsert(JsonObject request) {
    List<JsonObject> inputs = request.getJsonArray("inputs").getValuesAs(JsonObject.class);
    batches.add(inputs.size());
    if (inputs.size() > 100) {
      return Mood.of(400);
    }
    Set<String> ids = new HashSet<>();
    boolean bad = false;
    for (JsonObject input : inputs) {
      boolean strings =
          input.getJsonObject("properties").values().stream()
              .allMatch(v -> v.getValueType() == JsonValue.ValueType.STRING);
      if (!strings || !ids.add(input.getString("id"))) {
        return Mood.of(400);
      }
      bad |= input.getString("id").startsWith("bad");
    }
    if (bad && refusesWholeBatches) {
      return Mood.of(400);
    }
    JsonArrayBuilder results = Json.createArrayBuilder();
    JsonArrayBuilder errors = Json.createArrayBuilder();
    for (JsonObject input : inputs) {
      String id = input.getString("id");
      if (id.startsWith("bad")) {
        errors.add(error(input));
      } else {
        contacts.put(id, input.getJsonObject("properties"));
        JsonObjectBuilder result =
            Json.createObjectBuilder()
                .add("id", "hs-" + id)
                .add("properties", input.getJsonObject("properties"));
        if (traced) {
          result.add("objectWriteTraceId", input.getString("objectWriteTraceId"));
        }
        results.add(result);
      }
    }
    String body =
        Json.createObjectBuilder()
            .add("status", "COMPLETE")
            .add("results", results)
            .add("errors", errors)
            .build()
            .toString();
    return new Mood(bad ? 207 : 200, body, Map.of());
  }

  private JsonObjectBuilder error(JsonObject input) {
    JsonObjectBuilder error =
        Json.createObjectBuilder()
            .add("status", "error")
            .add("category", "VALIDATION_ERROR")
            .add("message", "Email address is invalid");
    if (traced) {
      error.add(
          "context",
          Json.createObjectBuilder()
              .add(
                  "objectWriteTraceId",
                  Json.createArrayBuilder().add(input.getString("objectWriteTraceId"))));
    }
    return error;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
