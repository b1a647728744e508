package io.iotcrm.web.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.customer.CustomFieldView;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.ejb.customer.CustomFieldService;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.Items;
import io.iotcrm.web.api.JsonBodyReader;
import io.iotcrm.web.api.Preconditions;
import io.iotcrm.web.api.RequestBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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

/** The fields that an installation adds to its records. */
@RequestScoped
@Path("custom-fields")
@Tag(name = "Custom fields")
@Produces(MediaType.APPLICATION_JSON)
public class CustomFieldsResource {
  @EJB private CustomFieldService service;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "List the custom fields of accounts, contacts or leads in their order",
      description = "Also those that are retired: they have retiredAt")
  public Items<CustomFieldView> list(@QueryParam("object") String object) {
    return new Items<>(service.list(object));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one custom field")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    CustomFieldView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Add a custom field to accounts, contacts or leads")
  public Response create(CustomFieldBody body) {
    CustomFieldView view = service.create(body.object(), body.key(), body.type(), body.details());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed(ADMIN)
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(
      summary = "Change how a custom field looks, by a merge patch (RFC 7396)",
      description = "Its object, key and type stay; so do the values that are stored")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    CustomFieldView before = service.get(id);
    CustomFieldBody body = bodies.patched(CustomFieldBody.of(before), patch, CustomFieldBody.class);
    if (!body.object().equals(before.object())
        || !body.key().equals(before.key())
        || body.type() != before.type()) {
      throw new InvalidInputException("", "object, key and type cannot be changed");
    }
    CustomFieldView after = service.update(id, body.details(), expected(id, ifMatch, before));
    return Answers.changed(after, after.version());
  }

  @POST
  @Path("{id}/retire")
  @RolesAllowed(ADMIN)
  @Operation(summary = "Take it out of forms and lists; its values are kept")
  public Response retire(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    CustomFieldView after = service.retire(id, true, expected(id, ifMatch, service.get(id)));
    return Answers.changed(after, after.version());
  }

  @POST
  @Path("{id}/bring-back")
  @RolesAllowed(ADMIN)
  @Operation(summary = "Bring a retired field back, with the values it had")
  public Response bringBack(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    CustomFieldView after = service.retire(id, false, expected(id, ifMatch, service.get(id)));
    return Answers.changed(after, after.version());
  }

  private static long expected(UUID id, String ifMatch, CustomFieldView before) {
    return Preconditions.expected(ifMatch, "custom-field", id, before.version());
  }
}
