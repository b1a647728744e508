package io.iotcrm.web.transfer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.transfer.ExportScheduleView;
import io.iotcrm.ejb.transfer.ExportSchedules;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.Items;
import io.iotcrm.web.api.Preconditions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Exports that run by themselves. */
@RequestScoped
@Path("telemetry-export-schedules")
@Tag(name = "Telemetry files")
@Produces(MediaType.APPLICATION_JSON)
public class ExportSchedulesResource {
  @EJB private ExportSchedules service;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List the schedules by name")
  public Items<ExportScheduleView> list() {
    return new Items<>(service.list());
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Have an export run by itself",
      description =
          "every: DAILY, WEEKLY, MONTHLY; day of the week (1: Monday) or month (1 to 28); at: HH:MM"
              + " in the zone; span: an ISO 8601 period that ends at the midnight before the run;"
              + " keep: of so many runs the results are kept.")
  public Response create(ExportScheduleBody body) {
    ExportScheduleView view = service.create(body.wanted());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one schedule")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    ExportScheduleView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @PUT
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a schedule; its owner's and an administrator's")
  public Response replace(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      ExportScheduleBody body) {
    long expected =
        Preconditions.expected(ifMatch, "telemetry-export-schedule", id, service.get(id).version());
    ExportScheduleView view = service.update(id, body.wanted(), expected);
    return Answers.changed(view, view.version());
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "End a schedule; what it has made stays for a week")
  public void delete(@PathParam("id") UUID id) {
    service.delete(id);
  }
}
