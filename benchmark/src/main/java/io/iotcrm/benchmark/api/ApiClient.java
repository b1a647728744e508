package io.iotcrm.benchmark.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotcrm.benchmark.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client of {@code /api/v1} over several nodes: it moves to the next one when a node is away.
 *
 * <p>Reads are repeated by themselves. A write is repeated only with an idempotency key, because
 * the answer to the first attempt may have been lost after the work was done. Safe for use by
 * several threads.
 */
public final class ApiClient {
  /** Mapper for everything that this program sends and reads. */
  public static final ObjectMapper JSON = new ObjectMapper();

  private static final int ROUNDS = 7;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration DOWNLOAD_TIMEOUT = Duration.ofMinutes(5);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final List<URI> nodes;
  private final String authorization;
  private final AtomicInteger current = new AtomicInteger();

  private ApiClient(List<URI> nodes, String authorization) {
    this.nodes = nodes;
    this.authorization = authorization;
  }

  /** Signs in with a password for each request. */
  public static ApiClient basic(List<String> urls, String user, String password) {
    String pair = user + ":" + password;
    return new ApiClient(
        urls.stream().map(ApiClient::root).toList(),
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  /** The same nodes with a token instead. */
  public ApiClient withToken(String token) {
    return new ApiClient(nodes, "Bearer " + token);
  }

  /** The answer, or an exception for any status but 2xx. */
  public JsonNode get(String path) {
    return send("GET", path, null, null).orElseThrow(() -> new ApiException("GET", path, 404, ""));
  }

  /** The answer, or nothing when there is no such thing. */
  public Optional<JsonNode> find(String path) {
    return send("GET", path, null, null);
  }

  /** Every item of a list, page by page; the path may hold a query. */
  public List<JsonNode> list(String path) {
    List<JsonNode> all = new ArrayList<>();
    String separator = path.indexOf('?') < 0 ? "?" : "&";
    String page = path + separator + "limit=200";
    String next = page;
    while (next != null) {
      JsonNode answer = get(next);
      answer.path("items").forEach(all::add);
      String cursor = answer.path("nextCursor").asText("");
      next = cursor.isEmpty() ? null : page + "&cursor=" + encode(cursor);
    }
    return all;
  }

  /** Creates; the same key never creates twice. */
  public JsonNode post(String path, Object body, String idempotencyKey) {
    return send("POST", path, body, idempotencyKey)
        .orElseThrow(() -> new ApiException("POST", path, 404, ""));
  }

  /**
   * Posts a record unless there is one.
   *
   * @param id what the record is found by, below the list's path
   */
  public void postMissing(String list, String id, Object body) {
    if (find(list + "/" + id).isEmpty()) {
      post(list, body, null);
    }
  }

  public void delete(String path) {
    send("DELETE", path, null, null);
  }

  /**
   * Asks once, without reading what the answer says.
   *
   * @return its length in bytes
   */
  public long download(String path) {
    URI node = nodes.get(current.get() % nodes.size());
    try {
      HttpRequest request =
          HttpRequest.newBuilder(request(node, "GET", path, null, null), (name, value) -> true)
              .timeout(DOWNLOAD_TIMEOUT)
              .build();
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() / 100 != 2) {
        throw new ApiException(
            "GET", path, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
      }
      return answer.body().length;
    } catch (IOException e) {
      throw new CommandFailure("GET " + path + " on " + node + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Optional<JsonNode> send(String method, String path, Object body, String key) {
    String text = body == null ? null : write(body);
    boolean repeatable = !method.equals("POST") || key != null;
    int last = ROUNDS * nodes.size();
    for (int attempt = 1; ; attempt++) {
      int node = current.get();
      String trouble;
      try {
        HttpResponse<String> answer =
            http.send(
                request(nodes.get(node % nodes.size()), method, path, text, key),
                HttpResponse.BodyHandlers.ofString());
        if (!isPassing(answer) || !repeatable || attempt == last) {
          return read(method, path, answer);
        }
        trouble = "status " + answer.statusCode();
      } catch (IOException e) {
        trouble = e.toString();
        if (!repeatable || attempt == last) {
          throw new CommandFailure(method + " " + path + " on " + nodes + ": " + trouble);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandFailure("interrupted", e);
      }
      current.compareAndSet(node, node + 1);
      if (attempt % nodes.size() == 0) {
        pause(attempt / nodes.size(), trouble);
      }
    }
  }

  private HttpRequest request(URI root, String method, String path, String text, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve("api/v1/" + path))
            .timeout(TIMEOUT)
            .header("Authorization", authorization)
            .header("Accept", "application/json, application/problem+json")
            .method(
                method,
                text == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(text));
    if (text != null) {
      request.header("Content-Type", "application/json");
    }
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return request.build();
  }

  private static Optional<JsonNode> read(String method, String path, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status == 404 && !method.equals("POST")) {
      return Optional.empty();
    }
    if (status / 100 != 2) {
      throw new ApiException(method, path, status, answer.body());
    }
    try {
      return Optional.of(
          answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body()));
    } catch (JsonProcessingException e) {
      throw new CommandFailure(method + " " + path + ": the answer is not JSON", e);
    }
  }

  private static boolean isPassing(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 429, 502, 503, 504 -> true;
      // The first attempt, whose answer was lost, is still being worked on.
      case 409 -> answer.body().contains(":in-progress\"");
      default -> false;
    };
  }

  private static void pause(int round, String trouble) {
    try {
      Thread.sleep(Math.min(3_000, 100L << round));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted after " + trouble, e);
    }
  }

  private static String write(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
    }
  }

  /** The root of a node, whether the URL was given with {@code /api/v1} or without. */
  static URI root(String url) {
    String text = url.strip().replaceAll("/+$", "").replaceAll("/api(/v1)?$", "");
    URI uri = URI.create(text + "/");
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new CommandFailure("not a URL of the API: " + url);
    }
    Loopback.require(uri.getHost());
    return uri;
  }
}
