package io.iotcrm.web.rule;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.rule.RuleQuery;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.ejb.rule.RuleService;
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

/** When this is true of a device, do that. */
@RequestScoped
@Path("rules")
@Tag(name = "Rules")
@Produces(MediaType.APPLICATION_JSON)
public class RulesResource {
  @EJB private RuleService service;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List rules by name")
  public Page<RuleView> list(
      @QueryParam("profileKey") String profileKey,
      @QueryParam("enabled") Boolean enabled,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(new RuleQuery(profileKey, enabled, new PageRequest(limit, cursor)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one rule")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    RuleView view = service.rule(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Path("check")
  @RolesAllowed({ADMIN, ANALYST, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say what is wrong with a rule, without saving it")
  public Items<Violation> check(RuleBody body) {
    return new Items<>(service.check(body.definition()));
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a rule")
  public Response create(RuleBody body) {
    RuleView view = service.create(body.definition());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed({ADMIN, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a rule")
  public Response replace(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, RuleBody body) {
    return write(id, ifMatch, service.rule(id), body);
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed({ADMIN, INTEGRATOR})
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a rule by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    RuleView before = service.rule(id);
    return write(id, ifMatch, before, bodies.patched(RuleBody.of(before), patch, RuleBody.class));
  }

  private Response write(UUID id, String ifMatch, RuleView before, RuleBody body) {
    long expected = Preconditions.expected(ifMatch, "rule", id, before.version());
    RuleView after = service.define(id, expected, body.definition());
    return Answers.changed(after, after.version());
  }
}
