package io.iotcrm.web.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.sales.PipelineView;
import io.iotcrm.domain.sales.StageView;
import io.iotcrm.ejb.sales.PipelineService;
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

/** Pipelines with their stages. The entity tag of a pipeline is that of its stages too. */
@RequestScoped
@Path("pipelines")
@Tag(name = "Pipelines")
@Produces(MediaType.APPLICATION_JSON)
public class PipelinesResource {
  private static final String PIPELINE = "pipeline";

  @EJB private PipelineService service;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List pipelines with their stages, in their order")
  public Items<PipelineView> list(@QueryParam("retired") @DefaultValue("false") boolean retired) {
    return new Items<>(service.list(retired));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one pipeline")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    PipelineView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a pipeline with the stages New, Won and Lost")
  public Response create(PipelineBody body) {
    PipelineView view = service.create(body.name());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed(ADMIN)
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Rename a pipeline or make it the default, by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    PipelineView before = service.get(id);
    PipelineBody body = bodies.patched(PipelineBody.of(before), patch, PipelineBody.class);
    return answer(service.update(id, body.name(), body.byDefault(), expected(ifMatch, before)));
  }

  @POST
  @Path("{id}/retire")
  @RolesAllowed(ADMIN)
  @Operation(summary = "Take a pipeline without open deals out of use")
  public Response retire(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    return answer(service.retire(id, expected(ifMatch, service.get(id))));
  }

  @POST
  @Path("{id}/stages")
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Add a stage: an open one before those for won and lost")
  public Response addStage(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, StageBody body) {
    return answer(service.addStage(id, body.details(), expected(ifMatch, service.get(id))));
  }

  @PUT
  @Path("{id}/stages")
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Put the stages in an order")
  public Response arrange(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      StageOrderBody body) {
    return answer(service.arrange(id, body.stages(), expected(ifMatch, service.get(id))));
  }

  @PATCH
  @Path("{id}/stages/{stageId}")
  @RolesAllowed(ADMIN)
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a stage by a merge patch (RFC 7396); its key and kind stay")
  public Response changeStage(
      @PathParam("id") UUID id,
      @PathParam("stageId") UUID stageId,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      JsonNode patch) {
    PipelineView before = service.get(id);
    StageView stage =
        before.stages().stream()
            .filter(one -> one.id().equals(stageId))
            .findFirst()
            .orElseThrow(() -> new RecordNotFoundException("stage", stageId));
    StageBody body = bodies.patched(StageBody.of(stage), patch, StageBody.class);
    return answer(service.changeStage(id, stageId, body.details(), expected(ifMatch, before)));
  }

  @POST
  @Path("{id}/stages/{stageId}/retire")
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Take a stage out of use and move its deals to another of its kind")
  public Response retireStage(
      @PathParam("id") UUID id,
      @PathParam("stageId") UUID stageId,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      RetireStageBody body) {
    return answer(
        service.retireStage(id, stageId, body.moveTo(), expected(ifMatch, service.get(id))));
  }

  private static long expected(String ifMatch, PipelineView before) {
    return Preconditions.expected(ifMatch, PIPELINE, before.id(), before.version());
  }

  private static Response answer(PipelineView after) {
    return Answers.changed(after, after.version());
  }
}
