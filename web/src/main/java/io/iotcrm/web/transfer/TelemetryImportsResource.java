package io.iotcrm.web.transfer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.transfer.ImportMapping;
import io.iotcrm.domain.transfer.ImportView;
import io.iotcrm.domain.transfer.TransferFormat;
import io.iotcrm.ejb.transfer.TelemetryImports;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.StreamedBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** History from files. */
@RequestScoped
@Path("telemetry-imports")
@Tag(name = "Telemetry files")
@Produces(MediaType.APPLICATION_JSON)
public class TelemetryImportsResource {
  @EJB private TelemetryImports service;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Operation(summary = "List imports, newest first")
  public Page<ImportView> list(
      @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
    return service.list(new PageRequest(limit, cursor));
  }

  @POST
  @StreamedBody
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes({
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.apache.parquet"
  })
  @Operation(
      summary = "Send a file; the answer says what would become of its first rows",
      description =
          "Nothing is imported before /start. Columns are found by their usual names (device, time,"
              + " key, value); PUT /mapping says otherwise.")
  public Response upload(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
      @QueryParam("name") String name,
      InputStream body) {
    TransferFormat format =
        TransferFormat.ofMediaType(type)
            .orElseThrow(() -> new InvalidInputException("", "is of no known type: " + type));
    ImportView view = service.upload(name, format, ImportMapping.USUAL, body);
    return Answers.created(uri, view.id(), view, view.version());
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Operation(summary = "Read one import: its preview, or how far it is")
  public ImportView get(@PathParam("id") UUID id) {
    return service.get(id);
  }

  @PUT
  @Path("{id}/mapping")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say which column is what; the answer has the new preview")
  public ImportView map(@PathParam("id") UUID id, ImportMappingBody body) {
    return service.look(id, body.mapping());
  }

  @POST
  @Path("{id}/start")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Operation(summary = "Have it carried out")
  public ImportView start(@PathParam("id") UUID id) {
    return service.start(id);
  }

  @GET
  @Path("{id}/errors")
  @Produces("text/csv")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Operation(summary = "Fetch what was refused, and why, as CSV")
  public Response errors(@PathParam("id") UUID id) {
    if (!service.get(id).errors()) {
      throw new io.iotcrm.domain.platform.RecordNotFoundException("errors of telemetry-import", id);
    }
    StreamingOutput body = out -> service.errors(id, out);
    return Response.ok(body, "text/csv;charset=UTF-8")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"import-errors-" + id + ".csv\"")
        .build();
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Operation(summary = "Cancel an import, or remove one that is over; what it has stored stays")
  public void remove(@PathParam("id") UUID id) {
    service.remove(id);
  }
}
