package io.iotcrm.ejb.hubspot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;

/**
 * Sends contacts to HubSpot's batch upsert.
 *
 * <p>Every request is taken out of the cluster's budget first. An answer of 429 stops the whole
 * cluster for as long as HubSpot asks. 423, 477, 5xx and cut connections are tried again, which is
 * safe because an upsert may be repeated. A batch that HubSpot refuses as a whole is halved until
 * the contact that is at fault is alone.
 */
final class HubSpotConnector implements CrmConnector {
  private static final int BATCH = 100;
  private static final int TRIES = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient http;
  private final URI base;
  private final HubSpotPayload payload;
  private final String token;
  private final RequestBudget budget;
  private final RequestLog log;
  private final Pause pause;

  /** Waiting, so that tests need not. */
  interface Pause {
    void take(Duration duration) throws InterruptedException;
  }

  HubSpotConnector(
      URI base,
      HubSpotPayload payload,
      String token,
      RequestBudget budget,
      RequestLog log,
      Pause pause) {
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    this.base = base;
    this.payload = payload;
    this.token = token;
    this.budget = budget;
    this.log = log;
    this.pause = pause;
  }

  @Override
  public int batchSize() {
    return BATCH;
  }

  @Override
  public Outcome upsert(List<CrmContact> contacts) throws InterruptedException {
    Outcome outcome = new Outcome(true, new HashMap<>(), new HashMap<>());
    upsert(contacts, outcome);
    return outcome;
  }

  private void upsert(List<CrmContact> contacts, Outcome outcome) throws InterruptedException {
    if (contacts.isEmpty()) {
      return;
    }
    if (contacts.size() > BATCH) {
      throw new IllegalArgumentException(
          "HubSpot takes at most " + BATCH + " contacts at once, not " + contacts.size());
    }
    HttpResponse<String> response = send(contacts);
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      sort(response.body(), contacts, outcome);
    } else if (contacts.size() == 1) {
      String message = HubSpotReply.member(response.body(), "message");
      outcome.refused().put(contacts.get(0).id(), status + " " + message);
    } else {
      halve(contacts, outcome);
    }
  }

  private void sort(String body, List<CrmContact> contacts, Outcome outcome)
      throws InterruptedException {
    HubSpotReply reply = HubSpotReply.read(body, contacts, payload);
    outcome.accepted().putAll(reply.accepted());
    outcome.refused().putAll(reply.refused());
    List<CrmContact> unnamed =
        contacts.stream()
            .filter(c -> !reply.accepted().containsKey(c.id()))
            .filter(c -> !reply.refused().containsKey(c.id()))
            .toList();
    if (unnamed.isEmpty()) {
      return;
    }
    if (contacts.size() == 1) {
      outcome
          .refused()
          .put(contacts.get(0).id(), "HubSpot answered without a word about this contact");
    } else if (unnamed.size() < contacts.size()) {
      upsert(unnamed, outcome);
    } else {
      halve(unnamed, outcome);
    }
  }

  private void halve(List<CrmContact> contacts, Outcome outcome) throws InterruptedException {
    int middle = contacts.size() / 2;
    upsert(contacts.subList(0, middle), outcome);
    upsert(contacts.subList(middle, contacts.size()), outcome);
  }

  /** Sends until HubSpot has answered for good: 2xx, or a 4xx that repeating would not change. */
  private HttpResponse<String> send(List<CrmContact> contacts) throws InterruptedException {
    String body = payload.body(contacts);
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(payload.upsertPath()))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    for (int attempt = 1; ; attempt++) {
      budget.take(PATIENCE);
      Duration wait;
      String trouble;
      try {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        int status = response.statusCode();
        trouble = status < 300 ? null : status + " " + summary(response.body());
        note(body, contacts.size(), status, trouble);
        if (status == 401 || status == 403) {
          throw new CrmUnavailableException(
              "HubSpot refuses the token: " + trouble + "; check iotcrm.hubspot.token",
              Duration.ofMinutes(5));
        }
        if (status == 404 || status == 405) {
          throw new CrmUnavailableException(
              "HubSpot has no " + payload.upsertPath() + "; check iotcrm.hubspot.version",
              Duration.ofMinutes(5));
        }
        if (!repeatable(status)) {
          return response;
        }
        wait = waitAsked(response, attempt);
        if (status == 429) {
          budget.blockFor(wait);
        }
      } catch (IOException e) {
        trouble = e.getClass().getSimpleName() + ": " + e.getMessage();
        note(body, contacts.size(), null, trouble);
        wait = backoff(attempt);
      }
      if (attempt == TRIES || wait.compareTo(PATIENCE) > 0) {
        throw new CrmUnavailableException("HubSpot is not available: " + trouble, wait);
      }
      pause.take(wait);
    }
  }

  /** 423 is a locked record, 477 an account that is being moved, 408 and 429 ask to come again. */
  private static boolean repeatable(int status) {
    return status == 408 || status == 423 || status == 429 || status == 477 || status >= 500;
  }

  private static Duration waitAsked(HttpResponse<String> response, int attempt) {
    String policy = HubSpotReply.member(response.body(), "policyName");
    Duration least =
        switch (response.statusCode()) {
          case 423 -> Duration.ofSeconds(2);
          case 429 -> policy.equals("DAILY") ? Duration.ofHours(1) : Duration.ofSeconds(10);
          case 477 -> Duration.ofMinutes(5);
          default -> backoff(attempt);
        };
    if (response.statusCode() == 429 && policy.equals("SECONDLY")) {
      least = Duration.ofSeconds(1);
    }
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(least);
  }

  private static Duration backoff(int attempt) {
    return Duration.ofMillis(500L << (attempt - 1));
  }

  private void note(String body, int contacts, Integer status, String error) {
    log.add(
        new RequestLog.Entry(true, "POST", payload.upsertPath(), body, contacts, status, error));
  }

  private static String summary(String body) {
    String message = HubSpotReply.member(body, "message");
    String policy = HubSpotReply.member(body, "policyName");
    return (policy.isEmpty() ? message : policy + ": " + message).strip();
  }
}
