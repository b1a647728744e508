package io.iotcrm.edge.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code /health}, {@code /status} and {@code /metrics}, for the machine that the edge runs on. */
public final class StatusServer implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String JSON_TYPE = "application/json";

  private final HttpServer server;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "status");
            thread.setDaemon(true);
            return thread;
          });
  private final EdgeState state;
  private final EdgeCounters counters;
  private final Rejections rejections;

  public StatusServer(
      InetSocketAddress address, EdgeState state, EdgeCounters counters, Rejections rejections)
      throws IOException {
    this.state = state;
    this.counters = counters;
    this.rejections = rejections;
    server = HttpServer.create(address, 16);
    server.setExecutor(executor);
    server.createContext("/health", this::health);
    server.createContext(
        "/status", exchange -> answer(exchange, "/status", 200, JSON_TYPE, status()));
    server.createContext(
        "/metrics",
        exchange ->
            answer(
                exchange,
                "/metrics",
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                Metrics.of(counters, state)));
  }

  public void start() {
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void health(HttpExchange exchange) throws IOException {
    boolean up = !state.storeFailed();
    String body = "{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}";
    answer(exchange, "/health", up ? 200 : 503, JSON_TYPE, body);
  }

  private String status() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("id", state.id());
      out.writeStringField("state", state.state());
      out.writeStringField("mqtt", connection(state.devicesConnected()));
      out.writeStringField("uplink", connection(state.uplinkConnected()));
      out.writeStringField("coap", state.coap());
      out.writeNumberField("bufferedBatches", state.bufferedBatches());
      out.writeNumberField("bufferedBytes", state.bufferedBytes());
      out.writeNumberField("received", counters.readingsReceived.sum());
      out.writeNumberField("forwarded", counters.readingsForwarded.sum());
      out.writeNumberField("duplicates", counters.duplicateReadings.sum());
      out.writeNumberField("droppedBatches", counters.batchesDropped.sum());
      out.writeObjectFieldStart("rejected");
      for (Map.Entry<String, Long> rejected : counters.rejected().entrySet()) {
        out.writeNumberField(rejected.getKey(), rejected.getValue());
      }
      out.writeEndObject();
      out.writeArrayFieldStart("recentRejections");
      for (Rejections.Rejection rejection : rejections.recent()) {
        out.writeStartObject();
        out.writeStringField("at", rejection.at().toString());
        out.writeStringField("device", rejection.device());
        out.writeStringField("reason", rejection.reason());
        out.writeStringField("detail", rejection.detail());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeNumberField("registryDevices", state.registryDevices());
      if (state.registryConfirmedAt() != null) {
        out.writeStringField("registryConfirmedAt", state.registryConfirmedAt().toString());
      }
      out.writeEndObject();
    }
    return text.toString();
  }

  private static String connection(boolean connected) {
    return connected ? "CONNECTED" : "DISCONNECTED";
  }

  private static void answer(HttpExchange exchange, String path, int code, String type, String body)
      throws IOException {
    try (exchange) {
      boolean found = exchange.getRequestURI().getPath().equals(path);
      byte[] bytes = (found ? body : "").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(found ? code : 404, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
