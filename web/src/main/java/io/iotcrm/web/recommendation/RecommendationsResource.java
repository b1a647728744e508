package io.iotcrm.web.recommendation;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.recommendation.InteractionView;
import io.iotcrm.domain.recommendation.Offer;
import io.iotcrm.ejb.customer.ContactService;
import io.iotcrm.ejb.recommendation.FeedbackService;
import io.iotcrm.ejb.recommendation.InteractionService;
import io.iotcrm.ejb.recommendation.ItemCatalogue;
import io.iotcrm.ejb.recommendation.Recommender;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What to offer to one customer, and what became of it. */
@RequestScoped
@Path("contacts")
@Tag(name = "Recommendations")
@Produces(MediaType.APPLICATION_JSON)
public class RecommendationsResource {
  private static final int MAX_OFFERS = 50;

  @EJB private ContactService contacts;
  @EJB private Recommender recommender;
  @EJB private FeedbackService feedback;
  @EJB private InteractionService interactions;
  @EJB private ItemCatalogue catalogue;

  @GET
  @Path("{id}/recommendations")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "The next-best offers for a customer, each with its reason",
      description = "Empty for a customer who has not agreed to profiling.")
  public Items<Offer> offers(@PathParam("id") UUID id, @QueryParam("n") @DefaultValue("5") int n) {
    if (n < 1 || n > MAX_OFFERS) {
      throw new InvalidInputException("/n", "must be 1 to " + MAX_OFFERS + ", not " + n);
    }
    contacts.get(id);
    return new Items<>(recommender.offers(id, n));
  }

  @POST
  @Path("{id}/recommendations/feedback")
  @Idempotent
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say what became of an offer: SHOWN, CLICKED, ACCEPTED or DISMISSED")
  public Response feedback(@PathParam("id") UUID id, FeedbackBody body) {
    if ((body.itemId() == null) == (body.sku() == null)) {
      throw new InvalidInputException("/itemId", "or sku is needed, not both");
    }
    contacts.get(id);
    UUID item =
        body.itemId() == null
            ? catalogue.bySku(body.sku()).id()
            : catalogue.get(body.itemId()).id();
    feedback.give(id, item, body.event(), "api");
    return Response.noContent().build();
  }

  @GET
  @Path("{id}/interactions")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "What a customer did, newest first")
  public Page<InteractionView> interactions(
      @PathParam("id") UUID id,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    contacts.get(id);
    PageRequest page = new PageRequest(limit, cursor);
    return interactions.list(id, page);
  }
}
