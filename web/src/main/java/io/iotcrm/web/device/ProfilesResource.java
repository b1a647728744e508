package io.iotcrm.web.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.JsonBodyReader;
import io.iotcrm.web.api.Preconditions;
import io.iotcrm.web.api.RequestBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The types of device. */
@RequestScoped
@Path("device-profiles")
@Tag(name = "Device profiles")
@Produces(MediaType.APPLICATION_JSON)
public class ProfilesResource {
  @EJB private ProfileRegistry service;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List device profiles by key")
  public Page<ProfileView> list(
      @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
    return service.list(new PageRequest(limit, cursor));
  }

  @GET
  @Path("{key}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one device profile")
  public Response get(@PathParam("key") String id, @Context Request request) {
    ProfileView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a device profile")
  public Response create(ProfileBody body) {
    ProfileView view = service.create(body.key(), body.details());
    return Answers.created(uri, view.key(), view, view.version());
  }

  @PUT
  @Path("{key}")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a device profile")
  public Response replace(
      @PathParam("key") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      ProfileBody body) {
    return write(id, ifMatch, service.get(id), body);
  }

  @PATCH
  @Path("{key}")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a device profile by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("key") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      JsonNode patch) {
    ProfileView before = service.get(id);
    ProfileBody body = bodies.patched(ProfileBody.of(before), patch, ProfileBody.class);
    return write(id, ifMatch, before, body);
  }

  @DELETE
  @Path("{key}")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Operation(summary = "Remove a device profile that nothing uses")
  public void remove(
      @PathParam("key") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    ProfileView before = service.get(id);
    service.delete(id, Preconditions.expected(ifMatch, "device profile", id, before.version()));
  }

  private Response write(String id, String ifMatch, ProfileView before, ProfileBody body) {
    long expected = Preconditions.expected(ifMatch, "device profile", id, before.version());
    if (!id.equals(body.key())) {
      throw new InvalidInputException("/key", "cannot be changed; make another profile instead");
    }
    ProfileView after = service.update(id, body.details(), expected);
    return Answers.changed(after, after.version());
  }
}
