package io.iotcrm.web.platform;

import static io.iotcrm.domain.security.Role.ADMIN;

import io.iotcrm.domain.platform.DeadLettersView;
import io.iotcrm.domain.platform.FailedWork;
import io.iotcrm.domain.platform.FailedWorkQuery;
import io.iotcrm.domain.platform.FailedWorkView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.platform.FailedWorkService;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Items;
import io.iotcrm.web.api.Preconditions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the machine gave up and left to people. */
@RequestScoped
@Path("failed-work")
@Tag(name = "System")
@Produces(MediaType.APPLICATION_JSON)
public class FailedWorkResource {
  @EJB private FailedWorkService service;

  @GET
  @RolesAllowed(ADMIN)
  @Operation(summary = "List failed work, newest first")
  public Page<FailedWorkView> list(
      @QueryParam("state") FailedWork.State state,
      @QueryParam("kind") String kind,
      @QueryParam("q") String q,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(new FailedWorkQuery(state, kind, q, new PageRequest(limit, cursor)));
  }

  @GET
  @Path("dead-letters")
  @RolesAllowed(ADMIN)
  @Operation(summary = "Count the messages that could not be read, by queue")
  public Items<DeadLettersView> deadLetters() {
    return new Items<>(service.deadLetters());
  }

  @GET
  @Path("{id}")
  @RolesAllowed(ADMIN)
  @Operation(summary = "Read one piece of failed work")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    FailedWorkView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Path("{id}/replay")
  @RolesAllowed(ADMIN)
  @Operation(
      summary = "Do it again under the same idempotency key",
      description = "What did happen does not happen twice; what fails again stays OPEN")
  public Response replay(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    FailedWorkView view = service.replay(id, expected(id, ifMatch));
    return Answers.changed(view, view.version());
  }

  @POST
  @Path("{id}/give-up")
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say that it will not be done, and why")
  public Response giveUp(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      GiveUpBody body) {
    FailedWorkView view = service.giveUp(id, body.note(), expected(id, ifMatch));
    return Answers.changed(view, view.version());
  }

  private long expected(UUID id, String ifMatch) {
    return Preconditions.expected(ifMatch, "failed-work", id, service.get(id).version());
  }
}
