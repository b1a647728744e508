package io.iotcrm.ear.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The API as an integrator's program sees it. */
public final class ApiClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final String base;
  private final String authorization;
  private final String forwardedFor;

  public ApiClient(String base, String user, String password) {
    this.base = base;
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    this.forwardedFor = null;
  }

  private ApiClient(String base, Optional<String> authorization, String forwardedFor) {
    this.base = base;
    this.authorization = authorization.orElse(null);
    this.forwardedFor = forwardedFor;
  }

  /** The same API without saying who asks. */
  public ApiClient anonymous() {
    return new ApiClient(base, Optional.empty(), forwardedFor);
  }

  public ApiClient withToken(String token) {
    return new ApiClient(base, Optional.of("Bearer " + token), forwardedFor);
  }

  /** As from behind a load balancer, which says so. */
  public ApiClient from(String address) {
    return new ApiClient(base, Optional.ofNullable(authorization), address);
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, String json) {
    return post(path, json.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  public Answer post(String path, byte[] body, String contentType) {
    return send(
        request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
  }

  /** Changes a part of a record, in the version that was read. */
  public Answer patch(String path, String etag, String json) {
    HttpRequest.Builder request =
        request(path).header("Content-Type", "application/merge-patch+json");
    if (etag != null) {
      request.header("If-Match", etag);
    }
    return send(request.method("PATCH", BodyPublishers.ofString(json)));
  }

  /** Any method, with a JSON body where there is one. */
  public Answer send(String method, String path, String json) {
    return send(method, path, json, "application/json");
  }

  /** Any method, with a body where there is one. */
  public Answer send(String method, String path, String body, String contentType) {
    HttpRequest.Builder request = request(path);
    if (body == null) {
      return send(request.method(method, BodyPublishers.noBody()));
    }
    return send(
        request.header("Content-Type", contentType).method(method, BodyPublishers.ofString(body)));
  }

  /** Replaces a record, in the version that was read. */
  public Answer put(String path, String etag, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("If-Match", etag)
            .PUT(BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept", "application/json, application/problem+json, */*;q=0.1");
    if (forwardedFor != null) {
      request.header("X-Forwarded-For", forwardedFor);
    }
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    public String text() {
      return response.body();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(
            status() + " with a body that is not JSON: " + response.body(), e);
      }
    }

    /** The body of an answer that must be a success. */
    public JsonNode ok() {
      if (status() / 100 != 2) {
        throw new AssertionError(
            response.request().method()
                + " "
                + response.request().uri()
                + " answered "
                + status()
                + ": "
                + response.body());
      }
      return json();
    }
  }
}
