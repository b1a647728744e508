package io.iotcrm.web.telemetry;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.telemetry.Aggregate;
import io.iotcrm.domain.telemetry.BucketAnswer;
import io.iotcrm.domain.telemetry.DevicePoint;
import io.iotcrm.domain.telemetry.SeriesSelection;
import io.iotcrm.ejb.telemetry.TelemetryQueries;
import io.iotcrm.web.api.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Telemetry of many devices at once. */
@RequestScoped
@Path("telemetry")
@Tag(name = "Telemetry")
@Produces(MediaType.APPLICATION_JSON)
public class SeriesResource {
  static final String NDJSON = "application/x-ndjson";
  private static final Duration DEFAULT_SPAN = Duration.ofHours(24);

  @EJB private TelemetryQueries queries;

  /** Which series, by parameters that may be repeated. */
  public static class Which {
    @QueryParam("series")
    @Parameter(description = "device:key; may be repeated")
    List<String> series;

    @QueryParam("key")
    @Parameter(description = "With profile, site or account; may be repeated")
    List<String> key;

    @QueryParam("profile")
    @Parameter(description = "Key of a device profile")
    String profile;

    @QueryParam("site")
    String site;

    @QueryParam("account")
    UUID account;

    SeriesSelection selection() {
      return new SeriesSelection(series, profile, site, account, key);
    }
  }

  @GET
  @Path("latest")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "The newest value of each of the series, of the last week",
      description = "At most 1,000 series.")
  public Items<DevicePoint> latest(@BeanParam Which which) {
    return new Items<>(queries.latest(which.selection()));
  }

  @GET
  @Path("range")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "Readings in the order of time; the last 24 hours unless told otherwise",
      description =
          "At most 100 series and 5,000 readings a page. With Accept: application/x-ndjson all"
              + " readings come as one stream, a JSON object a line.")
  public Page<DevicePoint> range(
      @BeanParam Which which,
      @QueryParam("from") Instant from,
      @QueryParam("to") Instant to,
      @QueryParam("limit") @DefaultValue("500") int limit,
      @QueryParam("cursor") String cursor) {
    Instant until = to == null ? Instant.now() : to;
    return queries.range(which.selection(), from(from, until), until, limit, cursor);
  }

  @GET
  @Path("range")
  @Produces(NDJSON)
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(hidden = true)
  public StreamingOutput stream(
      @BeanParam Which which, @QueryParam("from") Instant from, @QueryParam("to") Instant to) {
    Instant until = to == null ? Instant.now() : to;
    Instant since = from(from, until);
    SeriesSelection selection = which.selection();
    // What cannot be asked is to be a problem, not a stream that breaks off.
    queries.range(selection, since, until, 1, null);
    return out ->
        write(
            out,
            text ->
                queries.stream(
                    selection,
                    since,
                    until,
                    point -> {
                      append(text, AnswerText.line(point));
                      return true;
                    }));
  }

  @GET
  @Path("buckets")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "Numbers summed up per interval, of many series",
      description =
          "interval: an ISO 8601 duration; PT15M and the like begin at multiples of themselves since"
              + " 1970, P1D, P1W and P1M at midnight in the time zone. aggregate: min, max, avg, sum,"
              + " count, first, last, p0 to p100, by commas. At most 1,000 series, 10,000 intervals,"
              + " 2,000,000 numbers. The answer has columns: at (epoch milliseconds) and one for"
              + " each aggregate; resolution says whether hourly rollups were used.")
  public StreamingOutput buckets(
      @BeanParam Which which,
      @QueryParam("from") Instant from,
      @QueryParam("to") Instant to,
      @QueryParam("interval") @DefaultValue("PT1H") String interval,
      @QueryParam("zone") @DefaultValue("UTC") String zone,
      @QueryParam("aggregate") @DefaultValue("avg") String aggregates) {
    Instant until = to == null ? Instant.now() : to;
    BucketAnswer answer =
        queries.buckets(
            which.selection(),
            interval,
            zone(zone),
            from(from, until),
            until,
            Aggregate.parse(aggregates));
    return out -> write(out, text -> AnswerText.write(text, answer));
  }

  private static Instant from(Instant from, Instant until) {
    return from == null ? until.minus(DEFAULT_SPAN) : from;
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new InvalidInputException("/zone", "must be a time zone, e.g. Europe/Riga");
    }
  }

  /** Writes text as it comes. */
  @FunctionalInterface
  private interface TextBody {
    void writeTo(Appendable text) throws IOException;
  }

  private static void write(OutputStream out, TextBody body) throws IOException {
    try (BufferedWriter text =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16)) {
      body.writeTo(text);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void append(Appendable text, String line) {
    try {
      text.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
