package io.iotcrm.edge.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Tells the centre which credentials were used, a thousand at a time. */
final class UsesReport {
  private static final Logger LOG = System.getLogger(UsesReport.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST = 1_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final CredentialUses uses;
  private final HttpClient http;
  private final String authorization;

  UsesReport(CredentialUses uses, HttpClient http, String authorization) {
    this.uses = uses;
    this.http = http;
    this.authorization = authorization;
  }

  /** What cannot be told now waits: nothing depends on it. */
  void send(URI address) throws InterruptedException {
    try {
      Map<String, Instant> due;
      while (!(due = uses.due(MOST)).isEmpty()) {
        int status = post(address, due);
        if (status / 100 != 2 && status / 100 != 4) {
          LOG.log(Level.DEBUG, "{0} answered {1}", address, status);
          return;
        }
        // What is refused (4xx) would be refused again: a centre that is older than this edge.
        uses.told(due);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the use of credentials was not told", e);
    }
  }

  private int post(URI address, Map<String, Instant> due) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body(due)))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static byte[] body(Map<String, Instant> due) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayFieldStart("uses");
      for (Map.Entry<String, Instant> use : due.entrySet()) {
        out.writeStartObject();
        out.writeStringField("credential", use.getKey());
        out.writeStringField("at", use.getValue().toString());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
