package io.iotcrm.web.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.sales.LossReasonView;
import io.iotcrm.ejb.sales.LossReasonService;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why deals are lost: the list to choose from. */
@RequestScoped
@Path("loss-reasons")
@Tag(name = "Pipelines")
@Produces(MediaType.APPLICATION_JSON)
public class LossReasonsResource {
  @EJB private LossReasonService service;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List the reasons for which deals are lost")
  public Items<LossReasonView> list(@QueryParam("retired") @DefaultValue("false") boolean retired) {
    return new Items<>(service.list(retired));
  }

  @POST
  @Idempotent
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Add a reason")
  public Response create(LossReasonBody body) {
    LossReasonView view = service.create(body.name());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed(ADMIN)
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Rename a reason or take it out of use, by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    LossReasonView before = service.get(id);
    LossReasonBody body = bodies.patched(LossReasonBody.of(before), patch, LossReasonBody.class);
    long expected = Preconditions.expected(ifMatch, "loss-reason", id, before.version());
    LossReasonView after = service.update(id, body.name(), body.isOutOfUse(), expected);
    return Answers.changed(after, after.version());
  }
}
