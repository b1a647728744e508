package io.iotcrm.ejb.webhook;

import io.iotcrm.domain.webhook.WebhookSignature;
import io.iotcrm.ejb.platform.OutboxRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Posts signed JSON. Follows no redirect and reads no answer beyond its status. Thread-safe. */
final class WebhookClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final HttpClient http;
  private final Duration limit;
  private final boolean privateAllowed;
  private final Clock clock;

  WebhookClient(Duration limit, boolean privateAllowed, Clock clock) {
    this.limit = limit;
    this.privateAllowed = privateAllowed;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * One notification.
   *
   * @param key the same for each repetition, so that the endpoint can tell
   */
  record Post(String url, String secret, String body, String key) {}

  /**
   * The status that the endpoint answers.
   *
   * @throws OutboxRefusedException the address is not one that may be asked
   * @throws IOException its name is not known
   */
  CompletableFuture<Integer> send(Post post) throws OutboxRefusedException, IOException {
    URI uri;
    try {
      uri = URI.create(post.url());
    } catch (IllegalArgumentException e) {
      throw new OutboxRefusedException("the endpoint's url is not one: " + e.getMessage());
    }
    if (!privateAllowed) {
      TargetAddress.requirePublic(uri, InetAddress::getAllByName);
    }
    byte[] body = post.body().getBytes(StandardCharsets.UTF_8);
    Instant now = clock.instant();
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(limit)
            .header("Content-Type", "application/json")
            .header("User-Agent", "IoT-CRM-Webhook/1")
            .header("Idempotency-Key", post.key())
            .header("IotCrm-Signature", WebhookSignature.of(post.secret(), now, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }
}
