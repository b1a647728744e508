package io.iotcrm.web.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.device.DevicePresence;
import io.iotcrm.domain.device.DeviceQuery;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.device.NewDevice;
import io.iotcrm.domain.device.PresenceState;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.Timeline;
import io.iotcrm.ejb.device.DeviceRegistry;
import io.iotcrm.ejb.device.PresenceService;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.JsonBodyReader;
import io.iotcrm.web.api.Preconditions;
import io.iotcrm.web.api.RequestBody;
import io.iotcrm.web.customer.TimelineFilter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The devices we know. */
@RequestScoped
@Path("devices")
@Tag(name = "Devices")
@Produces(MediaType.APPLICATION_JSON)
public class DevicesResource {
  @EJB private DeviceRegistry service;
  @EJB private Timeline timeline;
  @EJB private PresenceService presence;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List devices by id")
  public Page<DeviceView> list(
      @QueryParam("q") String q,
      @QueryParam("profileKey") String profileKey,
      @QueryParam("accountId") UUID accountId,
      @QueryParam("contactId") UUID contactId,
      @QueryParam("site") String site,
      @QueryParam("enabled") Boolean enabled,
      @QueryParam("state") PresenceState state,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(
        new DeviceQuery(
            q,
            profileKey,
            accountId,
            contactId,
            site,
            enabled,
            state,
            new PageRequest(limit, cursor)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one device")
  public Response get(@PathParam("id") String id, @Context Request request) {
    DeviceView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a device")
  public Response create(DeviceBody body) {
    NewDevice made = service.create(body.id(), body.details());
    return Answers.created(
        uri, made.device().id(), DeviceWithSecret.of(made), made.device().version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a device")
  public Response replace(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      DeviceBody body) {
    return write(id, ifMatch, service.get(id), body);
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a device by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      JsonNode patch) {
    DeviceView before = service.get(id);
    DeviceBody body = bodies.patched(DeviceBody.of(before), patch, DeviceBody.class);
    return write(id, ifMatch, before, body);
  }

  @GET
  @Path("{id}/presence")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Whether it is there: connected, active, inactive or never seen")
  public DevicePresence presence(@PathParam("id") String id) {
    return presence.get(id);
  }

  @GET
  @Path("{id}/timeline")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "What happened to it, newest first")
  public Page<TimelineView> timeline(@PathParam("id") String id, @BeanParam TimelineFilter filter) {
    service.get(id);
    return timeline.list(filter.ofDevice(id));
  }

  private Response write(String id, String ifMatch, DeviceView before, DeviceBody body) {
    long expected = Preconditions.expected(ifMatch, "device", id, before.version());
    if (body.id() != null && !id.equals(body.id())) {
      throw new InvalidInputException("/id", "cannot be changed; register another device instead");
    }
    DeviceView after = service.update(id, body.details(), expected);
    return Answers.changed(after, after.version());
  }
}
