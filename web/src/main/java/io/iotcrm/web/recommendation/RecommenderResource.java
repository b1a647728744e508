package io.iotcrm.web.recommendation;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.SALES;

import io.iotcrm.domain.recommendation.ModelView;
import io.iotcrm.domain.recommendation.TrainingStatus;
import io.iotcrm.ejb.recommendation.TrainingService;
import io.iotcrm.web.api.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The recommender itself: its runs and models. */
@RequestScoped
@Path("recommender")
@Tag(name = "Recommendations")
@Produces(MediaType.APPLICATION_JSON)
public class RecommenderResource {
  @EJB private TrainingService service;

  @GET
  @RolesAllowed({ADMIN, ANALYST, MARKETING, SALES})
  @Operation(summary = "How the training stands")
  public TrainingStatus status() {
    return service.status();
  }

  @GET
  @Path("models")
  @RolesAllowed({ADMIN, ANALYST, MARKETING, SALES})
  @Operation(summary = "The last models, newest first")
  public Items<ModelView> models() {
    return new Items<>(service.models());
  }

  @POST
  @Path("runs")
  @RolesAllowed({ADMIN, ANALYST})
  @Operation(summary = "Train now; comes back at once")
  public Response train() {
    return Response.accepted(service.start()).build();
  }
}
