package io.iotcrm.web.telemetry;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.DEVICE;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.PastTwinView;
import io.iotcrm.domain.device.QuotaUse;
import io.iotcrm.domain.device.TwinView;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.telemetry.Bucket;
import io.iotcrm.domain.telemetry.DeviceMessageParser;
import io.iotcrm.domain.telemetry.HistoryQuery;
import io.iotcrm.domain.telemetry.IngestOutcome;
import io.iotcrm.domain.telemetry.RefusedReading;
import io.iotcrm.domain.telemetry.SeriesPoint;
import io.iotcrm.ejb.telemetry.DeviceIntake;
import io.iotcrm.ejb.telemetry.LiveTwins;
import io.iotcrm.ejb.telemetry.PastTwins;
import io.iotcrm.ejb.telemetry.TelemetryDoor;
import io.iotcrm.ejb.telemetry.TelemetryStore;
import io.iotcrm.web.api.Items;
import io.iotcrm.web.api.Problem;
import io.iotcrm.web.api.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a device reports and has reported. */
@RequestScoped
@Path("devices")
@Tag(name = "Telemetry")
@Produces(MediaType.APPLICATION_JSON)
public class TelemetryResource {
  @EJB private TelemetryDoor door;
  @EJB private TelemetryStore store;
  @EJB private DeviceIntake intake;
  @EJB private LiveTwins twins;
  @EJB private PastTwins pastTwins;

  /** What became of a message; refused readings are named with a reason. */
  public record Receipt(int accepted, List<Refused> refused) {}

  /** A reading that was not taken. */
  public record Refused(String key, Instant at, String reason) {}

  @POST
  @Path("{id}/telemetry")
  @RolesAllowed({DEVICE, INTEGRATOR, ADMIN})
  @Consumes({
    MediaType.APPLICATION_JSON,
    "application/senml+json",
    "application/senml+cbor",
    "application/cbor"
  })
  @Operation(
      summary = "Report readings",
      description =
          "A flat JSON object or a SenML pack (RFC 8428). The answer comes after the readings are"
              + " stored. Sending the same message again changes nothing.")
  public Receipt report(@PathParam("id") String id, byte[] message) throws Exception {
    if (message.length > DeviceMessageParser.MAX_BYTES) {
      throw new ProblemException(
          Problem.Kind.TOO_LARGE,
          "A message has at most " + DeviceMessageParser.MAX_BYTES + " bytes");
    }
    IngestOutcome outcome = door.take(id, message);
    if (outcome.accepted() == 0) {
      throw new InvalidInputException(
          outcome.rejected().stream()
              .map(r -> new Violation("/" + r.reading().key(), "was refused: " + r.reason()))
              .toList());
    }
    return new Receipt(
        outcome.accepted(),
        outcome.rejected().stream()
            .map(r -> new Refused(r.reading().key(), r.reading().at(), r.reason()))
            .toList());
  }

  @GET
  @Path("{id}/twin")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "The device as it is right now, or as it was at a moment",
      description =
          "at: the newest reading of each series at or before it, however old, whether the device was"
              + " there, the alarms that were open; registry says whether name, site, customer and"
              + " attributes are as they were or as they are now.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(oneOf = {TwinView.class, PastTwinView.class})))
  public Response twin(@PathParam("id") String id, @QueryParam("at") Instant at) {
    return Response.ok(
            at == null
                ? twins.twin(id).orElseThrow(() -> new RecordNotFoundException("device", id))
                : pastTwins.twin(id, at))
        .build();
  }

  @GET
  @Path("{id}/telemetry/latest")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "The newest value of each series of the last week")
  public Items<SeriesPoint> latest(@PathParam("id") String id) {
    return new Items<>(store.latest(id));
  }

  @GET
  @Path("{id}/telemetry/quota")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "What the device's profile allows it, and how much of that is used today")
  public QuotaUse quota(@PathParam("id") String id) {
    return intake.quota(id);
  }

  @GET
  @Path("{id}/telemetry/refused")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "Samples of the device's readings that were refused in the last seven days",
      description = "At most 20, the newest first. What an edge refuses is on the edge's status.")
  public Items<RefusedReading> refused(@PathParam("id") String id) {
    return new Items<>(intake.refused(id));
  }

  @GET
  @Path("{id}/telemetry/history")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Stored values, newest first; the last 24 hours unless told otherwise")
  public Page<SeriesPoint> history(
      @PathParam("id") String id,
      @QueryParam("key") String key,
      @QueryParam("from") Instant from,
      @QueryParam("to") Instant to,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return store.history(new HistoryQuery(id, key, from, to, new PageRequest(limit, cursor)));
  }

  @GET
  @Path("{id}/telemetry/buckets")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Count, average, least and greatest value for each interval")
  public Items<Bucket> buckets(
      @PathParam("id") String id,
      @QueryParam("key") String key,
      @QueryParam("from") Instant from,
      @QueryParam("to") Instant to,
      @QueryParam("width") @DefaultValue("PT1M") String width) {
    if (key == null) {
      throw new InvalidInputException("/key", "is required");
    }
    Instant until = to == null ? Instant.now() : to;
    return new Items<>(
        store.buckets(
            id, key, from == null ? until.minus(Duration.ofHours(1)) : from, until, width(width)));
  }

  private static Duration width(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidInputException("/width", "must be an ISO 8601 duration, e.g. PT1M");
    }
  }
}
