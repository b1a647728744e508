package io.iotcrm.web.security;

import static io.iotcrm.domain.security.Role.ADMIN;

import io.iotcrm.domain.security.PermissionsDocument;
import io.iotcrm.domain.security.PermissionsView;
import io.iotcrm.ejb.security.PermissionService;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Preconditions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who may do what. */
@RequestScoped
@Path("permissions")
@Tag(name = "Permissions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ADMIN)
public class PermissionsResource {
  @EJB private PermissionService service;

  @GET
  @Operation(summary = "Read the whole matrix: role, kind of record, action, scope; and the fields")
  public Response get(@Context Request request) {
    PermissionsView view = service.get();
    return Answers.found(view, view.version(), request);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Replace the whole matrix",
      description =
          "What is left out is as wide as it can be. Nothing can be granted beyond what a role can"
              + " have at all; GET on a fresh installation shows that. It holds in the whole cluster"
              + " within two seconds.")
  public Response replace(
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, PermissionsDocument body) {
    long expected =
        Preconditions.expected(ifMatch, "permission", "matrix", service.get().version());
    PermissionsView after = service.replace(body, expected);
    return Answers.changed(after, after.version());
  }
}
