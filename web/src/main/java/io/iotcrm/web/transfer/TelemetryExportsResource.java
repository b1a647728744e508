package io.iotcrm.web.transfer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.transfer.ExportView;
import io.iotcrm.ejb.transfer.TelemetryExports;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Telemetry as files. */
@RequestScoped
@Path("telemetry-exports")
@Tag(name = "Telemetry files")
@Produces(MediaType.APPLICATION_JSON)
public class TelemetryExportsResource {
  @EJB private TelemetryExports service;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List exports, newest first")
  public Page<ExportView> list(
      @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
    return service.list(new PageRequest(limit, cursor));
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Have telemetry of many devices written to a file",
      description =
          "devices: profileKey, site, accountId, deviceIds, all that are given must fit. keys: which"
              + " series; none: all. format: CSV, XLSX, PARQUET. With an interval (PT15M, P1D) the"
              + " aggregates of each, otherwise the readings. The work begins within seconds.")
  public Response start(ExportBody body) {
    ExportView view = service.start(body.spec());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one export: how far it is")
  public ExportView get(@PathParam("id") UUID id) {
    return service.get(id);
  }

  @GET
  @Path("{id}/file")
  @Produces(MediaType.WILDCARD)
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Fetch the file of an export that is done")
  public Response file(@PathParam("id") UUID id, @Context Request request) {
    EntityTag tag = new EntityTag(id.toString());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    if (unchanged != null) {
      return unchanged.tag(tag).build();
    }
    ExportView view = service.fetch(id);
    StreamingOutput body = out -> service.copy(id, out);
    return Response.ok(body, view.format().mediaType())
        .tag(tag)
        .header(HttpHeaders.CONTENT_LENGTH, view.bytes())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + view.fileName() + "\"")
        .build();
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Cancel an export, or remove one that is over with its file")
  public void remove(@PathParam("id") UUID id) {
    service.remove(id);
  }
}
