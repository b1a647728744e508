package io.iotcrm.web.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.sales.BulkOutcome;
import io.iotcrm.domain.sales.TaskDay;
import io.iotcrm.domain.sales.TaskKind;
import io.iotcrm.domain.sales.TaskQuery;
import io.iotcrm.domain.sales.TaskStatus;
import io.iotcrm.domain.sales.TaskView;
import io.iotcrm.ejb.sales.TaskDays;
import io.iotcrm.ejb.sales.TaskService;
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
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What one of us has to do for a customer. */
@RequestScoped
@Path("tasks")
@Tag(name = "Tasks")
@Produces(MediaType.APPLICATION_JSON)
public class TasksResource {
  @EJB private TaskService service;
  @EJB private TaskDays days;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List tasks, newest first")
  public Page<TaskView> list(
      @QueryParam("q") String q,
      @QueryParam("status") TaskStatus status,
      @QueryParam("owner") String owner,
      @QueryParam("accountId") UUID accountId,
      @QueryParam("contactId") UUID contactId,
      @QueryParam("ticketId") UUID ticketId,
      @QueryParam("kind") TaskKind kind,
      @QueryParam("dealId") UUID dealId,
      @QueryParam("dueFrom") Instant dueFrom,
      @QueryParam("dueBefore") Instant dueBefore,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(
        new TaskQuery(
            q,
            status,
            owner,
            accountId,
            contactId,
            ticketId,
            kind,
            dealId,
            dueFrom,
            dueBefore,
            new PageRequest(limit, cursor)));
  }

  @GET
  @Path("day")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Your own open tasks: reminders, overdue, today, the next seven days")
  public TaskDay day() {
    return days.mine();
  }

  @POST
  @Path("bulk")
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Complete many tasks, or give them to somebody")
  public BulkOutcome bulk(TaskBulkBody body) {
    return switch (body.action()) {
      case COMPLETE -> service.completeAll(body.ids());
      case ASSIGN -> service.assignAll(body.ids(), body.ownerUsername());
    };
  }

  @POST
  @Path("{id}/complete")
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Mark a task as done, with a follow-up if wanted")
  public Response complete(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      CompleteBody body) {
    long expected = Preconditions.expected(ifMatch, "task", id, service.get(id).version());
    TaskView after = service.complete(id, body.next(), expected);
    return Answers.changed(after, after.version());
  }

  @POST
  @Path("{id}/dismiss-reminder")
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Operation(summary = "Take the reminder off a task")
  public Response dismiss(@PathParam("id") UUID id) {
    TaskView after = service.dismiss(id);
    return Answers.changed(after, after.version());
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one task")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    TaskView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a task")
  public Response create(TaskBody body) {
    TaskView view = service.create(body.details());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a task")
  public Response replace(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, TaskBody body) {
    return write(id, ifMatch, service.get(id), body);
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a task by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    TaskView before = service.get(id);
    TaskBody body = bodies.patched(TaskBody.of(before), patch, TaskBody.class);
    return write(id, ifMatch, before, body);
  }

  private Response write(UUID id, String ifMatch, TaskView before, TaskBody body) {
    long expected = Preconditions.expected(ifMatch, "task", id, before.version());
    TaskView after = service.update(id, body.details(), expected);
    return Answers.changed(after, after.version());
  }
}
