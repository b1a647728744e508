package io.iotcrm.ejb.recommendation;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.recommendation.Offer;
import io.iotcrm.domain.security.Action;
import io.iotcrm.ejb.customer.ContactReach;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Answers what to offer to whom. */
@Stateless
public class Recommender {
  private static final int MOST = 50;

  @Inject private InteractionStore store;
  @Inject private ContactReach reach;
  @Inject private OfferLookup offers;

  /**
   * The customer's best offers, best first; none for one who has not agreed to profiling. Consent
   * and stock are looked up in the database each time, so that a withdrawal holds at once.
   *
   * @param n 1 to 50
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<Offer> offers(UUID contactId, int n) {
    if (n < 1 || n > MOST) {
      throw new InvalidInputException("/n", "must be 1 to " + MOST + ", not " + n);
    }
    reach.require(Action.READ, contactId);
    Boolean consent = store.profilingConsents(List.of(contactId)).get(contactId);
    if (consent == null) {
      throw new RecordNotFoundException("contact", contactId);
    }
    return consent ? offers.offers(contactId, n) : List.of();
  }
}
