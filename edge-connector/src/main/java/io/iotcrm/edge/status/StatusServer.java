package io.iotcrm.edge.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code /health}, {@code /status} and {@code /metrics}, for the machine that the edge runs on. */
public final class StatusServer implements AutoCloseable {
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
  private final Reports reports;

  /** What is shown. */
  public record Reports(
      EdgeCounters counters,
      StageCounters stages,
      Rejections rejections,
      UnknownNames unknownNames) {}

  public StatusServer(InetSocketAddress address, EdgeState state, Reports reports)
      throws IOException {
    this.state = state;
    this.reports = reports;
    server = HttpServer.create(address, 16);
    server.setExecutor(executor);
    server.createContext("/health", this::health);
    server.createContext(
        "/status",
        exchange -> answer(exchange, "/status", 200, JSON_TYPE, StatusPage.of(state, reports)));
    server.createContext(
        "/metrics",
        exchange ->
            answer(
                exchange,
                "/metrics",
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                Metrics.of(reports.counters(), reports.stages(), state)));
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
