package io.iotcrm.server.cli.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Short questions to servers of this machine; no answer is an answer. */
public final class LocalHttp {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private LocalHttp() {}

  /** The status code, or -1 when there is no answer within some seconds. */
  public static int status(String url) {
    return send(HttpRequest.newBuilder(URI.create(url))).map(HttpResponse::statusCode).orElse(-1);
  }

  public static Optional<JsonNode> json(String url) {
    return parse(send(HttpRequest.newBuilder(URI.create(url))));
  }

  public static Optional<JsonNode> json(String url, String user, String password) {
    String basic =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    return parse(
        send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Basic " + basic)));
  }

  private static Optional<JsonNode> parse(Optional<HttpResponse<String>> response) {
    if (response.isEmpty() || response.get().statusCode() != 200) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(response.get().body()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
    try {
      return Optional.of(
          CLIENT.send(
              request.timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
