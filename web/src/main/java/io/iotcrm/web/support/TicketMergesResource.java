package io.iotcrm.web.support;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.support.TicketMergeView;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.support.TicketMergeService;
import io.iotcrm.ejb.support.TicketService;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.Preconditions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tickets that were merged into one. */
@RequestScoped
@Path("tickets/{id}/merges")
@Tag(name = "Tickets")
@Produces(MediaType.APPLICATION_JSON)
public class TicketMergesResource {
  @EJB private TicketMergeService merges;
  @EJB private TicketService tickets;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List what was merged into a ticket, newest first")
  public Page<TicketMergeView> list(@PathParam("id") UUID id) {
    return new Page<>(merges.merges(id), null);
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Merge this ticket into another one",
      description =
          "Comments, tasks, alarms with their commands, storms and the timeline move there, and"
              + " reading this ticket answers with that one. If-Match is this ticket's.")
  public Response merge(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, MergeBody body) {
    long expected = Preconditions.expected(ifMatch, "ticket", id, tickets.get(id).version());
    TicketView survivor = merges.merge(id, body.into(), expected);
    return Answers.changed(survivor, survivor.version());
  }

  @POST
  @Path("{mergeId}/undo")
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Operation(summary = "Make two tickets of them again; answers with the one that was merged")
  public Response undo(@PathParam("id") UUID id, @PathParam("mergeId") UUID mergeId) {
    TicketView parted = merges.undo(id, mergeId);
    return Answers.changed(parted, parted.version());
  }
}
