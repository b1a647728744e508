package io.iotcrm.web.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.TeamDetails;
import io.iotcrm.domain.security.TeamView;
import io.iotcrm.ejb.security.TeamRecords;
import io.iotcrm.ejb.security.TeamService;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.Preconditions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Teams: who is in them, and which records are theirs. */
@RequestScoped
@Path("teams")
@Tag(name = "Permissions")
@Produces(MediaType.APPLICATION_JSON)
public class TeamsResource {
  /** A team as callers write it; {@code members} are usernames. */
  public record TeamBody(
      @NotBlank @Size(max = 100) String name,
      @Size(max = 500) String description,
      @Size(max = 1000) List<String> members) {
    TeamDetails details() {
      return new TeamDetails(name, description, members);
    }
  }

  @EJB private TeamService service;
  @EJB private TeamRecords records;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List teams by name")
  public Page<TeamView> list(
      @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
    return service.list(new PageRequest(limit, cursor));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one team")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    TeamView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a team")
  public Response create(TeamBody body) {
    TeamView view = service.create(body.details());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a team; its records follow a new name")
  public Response replace(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, TeamBody body) {
    long expected = expected(id, ifMatch);
    TeamView after = service.update(id, body.details(), expected);
    return Answers.changed(after, after.version());
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(ADMIN)
  @Operation(summary = "Delete a team; its records are their owners' teams' from then on")
  public void delete(@PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    service.delete(id, expected(id, ifMatch));
  }

  @PUT
  @Path("{id}/members/{username}")
  @RolesAllowed(ADMIN)
  @Operation(summary = "Take a person in")
  public void join(@PathParam("id") UUID id, @PathParam("username") String username) {
    service.join(id, username);
  }

  @DELETE
  @Path("{id}/members/{username}")
  @RolesAllowed(ADMIN)
  @Operation(summary = "Take a person out")
  public void leave(@PathParam("id") UUID id, @PathParam("username") String username) {
    service.leave(id, username);
  }

  @PUT
  @Path("{id}/records/{kind}/{recordId}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
  @Operation(summary = "Hand an account, contact, deal, task or ticket to the team")
  public void hand(
      @PathParam("id") UUID id,
      @PathParam("kind") String kind,
      @PathParam("recordId") UUID recordId) {
    records.hand(id, kind(kind), recordId);
  }

  @DELETE
  @Path("{id}/records/{kind}/{recordId}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
  @Operation(summary = "Take it back: it is its owner's teams' from then on")
  public void takeBack(
      @PathParam("id") UUID id,
      @PathParam("kind") String kind,
      @PathParam("recordId") UUID recordId) {
    records.takeBack(id, kind(kind), recordId);
  }

  private long expected(UUID id, String ifMatch) {
    return Preconditions.expected(ifMatch, "team", id, service.get(id).version());
  }

  private static RecordKind kind(String key) {
    return RecordKind.ofKey(key)
        .orElseThrow(() -> new NotFoundException("There is nothing under this address"));
  }
}
