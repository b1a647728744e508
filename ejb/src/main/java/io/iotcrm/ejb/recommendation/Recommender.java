package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.recommendation.Offer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Answers what to offer to whom. */
@Stateless
public class Recommender {
  private static final int MOST = 20;

  @Inject private InteractionStore store;
  @Inject private OfferLookup offers;

  /**
   * The customer's best offers, best first; none for one who has not agreed to profiling. Consent
   * and stock are looked up in the database each time, so that a withdrawal holds at once.
   *
   * @param n 1 to 20
   */
  @RolesAllowed({"admin", "sales", "marketing", "support", "analyst", "integrator"})
  public List<Offer> offers(UUID contactId, int n) {
    if (n < 1 || n > MOST) {
      throw new InvalidInputException("/limit", "must be 1 to " + MOST + ", not " + n);
    }
    Boolean consent = store.profilingConsents(List.of(contactId)).get(contactId);
    if (consent == null) {
      throw new RecordNotFoundException("contact", contactId);
    }
    return consent ? offers.offers(contactId, n) : List.of();
  }
}
