package io.iotcrm.web.recommendation;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.SALES;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.recommendation.NewInteraction;
import io.iotcrm.domain.recommendation.RecordedInteractions;
import io.iotcrm.ejb.customer.ContactService;
import io.iotcrm.ejb.recommendation.InteractionService;
import io.iotcrm.web.api.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What customers do with items. */
@RequestScoped
@Path("interactions")
@Tag(name = "Recommendations")
@Produces(MediaType.APPLICATION_JSON)
public class InteractionsResource {
  @EJB private InteractionService service;
  @EJB private ContactService contacts;
  @Context private SecurityContext caller;

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SALES, MARKETING, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Report what customers did, up to 1,000 at once",
      description =
          "An item's own idempotencyKey makes its repetition harmless, in whatever request. Customers"
              + " who have not agreed to profiling are left out and counted.")
  public RecordedInteractions report(InteractionsBody body) {
    Set<String> externalIds = new LinkedHashSet<>();
    for (InteractionsBody.One one : body.items()) {
      if (one.contactId() == null && one.contactExternalId() != null) {
        externalIds.add(one.contactExternalId());
      }
    }
    Map<String, UUID> ids = contacts.idsOf(externalIds);
    Principal user = caller.getUserPrincipal();
    String source = "api/" + (user == null ? "?" : user.getName());
    List<NewInteraction> interactions = new ArrayList<>();
    for (int i = 0; i < body.items().size(); i++) {
      interactions.add(interaction(body.items().get(i), "/items/" + i, ids, source));
    }
    return service.record(interactions);
  }

  private static NewInteraction interaction(
      InteractionsBody.One one, String pointer, Map<String, UUID> ids, String source) {
    if ((one.contactId() == null) == (one.contactExternalId() == null)) {
      throw new InvalidInputException(pointer, "needs contactId or contactExternalId, not both");
    }
    UUID contactId = one.contactId() == null ? ids.get(one.contactExternalId()) : one.contactId();
    if (contactId == null) {
      throw new InvalidInputException(
          pointer + "/contactExternalId", "names no contact: " + one.contactExternalId());
    }
    return new NewInteraction(
        contactId,
        null,
        one.sku(),
        null,
        one.kind(),
        one.weight(),
        one.at(),
        source,
        one.idempotencyKey());
  }
}
