package io.iotcrm.web.telemetry;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.telemetry.SeriesSelection;
import io.iotcrm.ejb.telemetry.TelemetryQueries;
import io.iotcrm.web.api.Problem;
import io.iotcrm.web.api.ProblemException;
import io.iotcrm.web.security.SessionStreams;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.DateTimeException;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Readings of many series as they are stored. */
@RequestScoped
@Path("telemetry/live")
@Tag(name = "Telemetry")
public class LiveSeriesResource {
  /** The most series of one stream. */
  static final int MAX_SERIES = 200;

  private static final Duration SELDOM = Duration.ofMinutes(1);

  @EJB private TelemetryQueries queries;
  @Inject private SeriesFeed feed;
  @Inject private SessionStreams streams;
  @Context private HttpServletRequest request;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Server-sent events: the newest values, then readings as they are stored",
      description =
          "At most 200 series. First an event 'snapshot' with the newest values of the last week,"
              + " then 'reading' for each; of a series at most one every 'every' (ISO 8601, PT0S"
              + " for all, at most PT1M), the newest. 'dropped' says how many a slow reader has"
              + " missed. After a reconnection the newest values come again.")
  public void live(
      @BeanParam SeriesResource.Which which,
      @QueryParam("every") @DefaultValue("PT1S") String every,
      @Context SecurityContext caller,
      @Context SseEventSink sink,
      @Context Sse sse) {
    SeriesSelection selection = which.selection();
    SeriesOutbox outbox = new SeriesOutbox(queries.names(selection, MAX_SERIES), duration(every));
    SeriesClient client =
        feed.open(sink, sse, caller.getUserPrincipal().getName(), outbox)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.Kind.TOO_MANY_REQUESTS,
                        "As many live streams are open as there may be; close some"));
    boolean begun = false;
    try {
      // After the interest is known, so that nothing is stored between the two and not told.
      streams.add(request, sink);
      feed.begin(client, queries.latest(selection));
      begun = true;
    } finally {
      if (!begun) {
        feed.forget(client);
      }
    }
  }

  private static Duration duration(String text) {
    try {
      Duration every = Duration.parse(text);
      if (every.isNegative() || every.compareTo(SELDOM) > 0) {
        throw new InvalidInputException("/every", "must be PT0S to PT1M");
      }
      return every;
    } catch (DateTimeException e) {
      throw new InvalidInputException("/every", "must be an ISO 8601 duration, e.g. PT1S");
    }
  }
}
