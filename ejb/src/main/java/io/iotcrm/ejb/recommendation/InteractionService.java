package io.iotcrm.ejb.recommendation;

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
import io.iotcrm.domain.recommendation.NewInteraction;
import io.iotcrm.domain.recommendation.RecordedInteractions;
import io.iotcrm.domain.security.Action;
import io.iotcrm.ejb.customer.ContactReach;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Interactions for people and programs outside. */
@Stateless
public class InteractionService {
  private static final int MOST = 5_000;

  @EJB private InteractionRecorder recorder;
  @Inject private InteractionStore store;
  @Inject private ContactReach reach;

  @RolesAllowed({ADMIN, SALES, MARKETING, INTEGRATOR})
  public RecordedInteractions record(NewInteraction interaction) {
    return record(List.of(interaction));
  }

  /**
   * @param interactions at most 5,000; all that can be used are written in one transaction
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, INTEGRATOR})
  public RecordedInteractions record(List<NewInteraction> interactions) {
    if (interactions.size() > MOST) {
      throw new InvalidInputException(
          "", "must have at most " + MOST + " interactions, not " + interactions.size());
    }
    interactions.forEach(one -> reach.require(Action.READ, one.contactId()));
    return recorder.record(interactions);
  }

  /** A contact's interactions, newest first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<InteractionView> list(UUID contactId, PageRequest page) {
    reach.require(Action.READ, contactId);
    return store.list(contactId, page);
  }
}
