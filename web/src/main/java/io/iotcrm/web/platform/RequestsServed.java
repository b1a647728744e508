package io.iotcrm.web.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether requests reach the application: for seconds after it is loaded the server still answers
 * each of them with 404, then 503, then an empty 500.
 *
 * <p>Nothing inside says when that is over, so the instance asks itself, until it was answered
 * once. Where it cannot reach itself under the address below, {@code iotcrm.ready.url} says a
 * better one.
 */
@Readiness
@ApplicationScoped
public class RequestsServed implements HealthCheck {
  private static final int TIMEOUT_MILLIS = 5_000;

  @Inject private Config configuration;

  private volatile boolean served;

  @Override
  public HealthCheckResponse call() {
    if (served) {
      return HealthCheckResponse.up("iotcrm-requests");
    }
    String url = url();
    String problem = problem(url);
    served = problem == null;
    return HealthCheckResponse.named("iotcrm-requests")
        .status(served)
        .withData("url", url)
        .withData("problem", problem == null ? "none" : problem)
        .build();
  }

  private String url() {
    return configuration
        .getOptionalValue("iotcrm.ready.url", String.class)
        .orElseGet(
            () ->
                "http://127.0.0.1:%s/sign-in.xhtml"
                    .formatted(
                        configuration
                            .getOptionalValue("HTTP_LISTENER_PORT", String.class)
                            .orElse("8080")));
  }

  private static String problem(String url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      try {
        int status = connection.getResponseCode();
        return status < HttpURLConnection.HTTP_BAD_REQUEST ? null : "answered " + status;
      } finally {
        connection.disconnect();
      }
    } catch (IOException | IllegalArgumentException e) {
      return e.toString();
    }
  }
}
