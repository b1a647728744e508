package io.iotcrm.ejb.webhook;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.OutboxHandler;
import io.iotcrm.ejb.platform.OutboxMessage;
import io.iotcrm.ejb.platform.OutboxRefusedException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells endpoints what happened, several at once. What is answered 2xx is delivered; 410 stops the
 * endpoint; another 4xx than 408, 425 and 429 will not become better and is left to people;
 * everything else is tried again.
 */
@ApplicationScoped
public class WebhookDelivery implements OutboxHandler {
  private static final int GONE = 410;
  private static final List<Integer> TRY_AGAIN = List.of(408, 425, 429);

  @Inject private WebhookTable table;
  @Inject private Meters meters;

  @Inject
  @ConfigProperty(name = "iotcrm.webhooks.timeout", defaultValue = "PT10S")
  private Duration timeout;

  @Inject
  @ConfigProperty(name = "iotcrm.webhooks.allow-private", defaultValue = "false")
  private boolean privateAllowed;

  private WebhookClient client;

  /** For the container. */
  public WebhookDelivery() {}

  /** For use outside a container. */
  WebhookDelivery(WebhookTable table, Meters meters, WebhookClient client) {
    this.table = table;
    this.meters = meters;
    this.client = client;
    this.timeout = Duration.ofSeconds(10);
  }

  @PostConstruct
  void prepare() {
    client = new WebhookClient(timeout, privateAllowed, Clock.systemUTC());
  }

  @Override
  public String kind() {
    return WebhookOutbox.KIND;
  }

  @Override
  public int batchSize() {
    return 20;
  }

  /** About an hour and a half. */
  @Override
  public int maxAttempts() {
    return 24;
  }

  @Override
  public Duration timeLimit() {
    return timeout.multipliedBy(2).plusSeconds(30);
  }

  @Override
  public void deliver(List<OutboxMessage> messages) throws Exception {
    for (Exception failure : deliverEach(messages).values()) {
      throw failure;
    }
  }

  @Override
  public Map<OutboxMessage, Exception> deliverEach(List<OutboxMessage> messages)
      throws SQLException {
    Map<OutboxMessage, Exception> failed = new LinkedHashMap<>();
    Map<OutboxMessage, Started> started = new LinkedHashMap<>();
    for (OutboxMessage message : messages) {
      try {
        started.put(message, start(message));
      } catch (OutboxRefusedException | IOException e) {
        meters.webhook("refused");
        failed.put(message, e);
      }
    }
    for (Map.Entry<OutboxMessage, Started> one : started.entrySet()) {
      Exception failure = finish(one.getKey(), one.getValue());
      if (failure != null) {
        failed.put(one.getKey(), failure);
      }
    }
    return failed;
  }

  private record Started(UUID endpointId, CompletableFuture<Integer> status, long nanos) {}

  private Started start(OutboxMessage message)
      throws OutboxRefusedException, IOException, SQLException {
    UUID endpointId;
    JsonObject event;
    try (JsonReader reader = JSON.createReader(new StringReader(message.payload()))) {
      JsonObject json = reader.readObject();
      endpointId = UUID.fromString(json.getString("endpointId"));
      event = json.getJsonObject("event");
    }
    Optional<WebhookTable.Target> target = table.find(endpointId);
    if (target.isEmpty()) {
      throw new OutboxRefusedException("the endpoint was removed");
    }
    if (!target.get().enabled()) {
      throw new OutboxRefusedException("the endpoint " + target.get().name() + " is stopped");
    }
    return new Started(
        endpointId,
        client.send(
            new WebhookClient.Post(
                target.get().url(), target.get().secret(), event.toString(), message.key())),
        System.nanoTime());
  }

  private Exception finish(OutboxMessage message, Started started) throws SQLException {
    Integer status = null;
    String error = null;
    Exception failure = null;
    try {
      status = started.status().join();
      if (status < 200 || status > 299) {
        error = "answered " + status;
        failure =
            status >= 400 && status < 500 && !TRY_AGAIN.contains(status)
                ? new OutboxRefusedException("the endpoint " + error)
                : new IOException("the endpoint " + error);
      }
    } catch (CompletionException e) {
      error = String.valueOf(e.getCause());
      failure = new IOException(error, e.getCause());
    }
    meters.webhook(failure == null ? "delivered" : status == null ? "no-answer" : "refused");
    table.log(
        new WebhookTable.Attempt(
            started.endpointId(),
            message.key(),
            message.attempts() + 1,
            status,
            error,
            Duration.ofNanos(System.nanoTime() - started.nanos())));
    if (status != null && status == GONE) {
      table.stop(started.endpointId(), "it answered 410 (gone)");
    }
    return failure;
  }
}
