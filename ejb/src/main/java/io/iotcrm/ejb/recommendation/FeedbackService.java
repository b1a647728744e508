package io.iotcrm.ejb.recommendation;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.recommendation.ContactOffers;
import io.iotcrm.domain.recommendation.FeedbackEvent;
import io.iotcrm.domain.recommendation.Item;
import io.iotcrm.domain.recommendation.NewInteraction;
import io.iotcrm.domain.recommendation.Offer;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Takes down what became of offers: for the rates of each model, and as interactions. */
@Stateless
public class FeedbackService {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager entities;

  @Resource private SessionContext session;
  @EJB private InteractionRecorder recorder;
  @Inject private CustomerGrid customers;
  @Inject private Records records;
  @Inject private RecommenderMetrics metrics;

  /**
   * @param channel where the offer was seen: {@code portal} or {@code api}
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
  public void give(UUID contactId, UUID itemId, FeedbackEvent event, String channel) {
    if (event == null) {
      throw new InvalidInputException("/event", "is required");
    }
    Contact contact = consenting(contactId);
    Item item = entities.find(Item.class, itemId);
    if (item == null) {
      throw new RecordNotFoundException("item", itemId);
    }
    int model =
        customers
            .present(contactId)
            .map(ContactOffers::modelNumber)
            .orElseGet(() -> ServingModel.current().map(m -> m.number()).orElse(0));
    write(contactId, itemId, model, event, channel);
    String source = channel + "/" + session.getCallerPrincipal().getName();
    event
        .interaction()
        .ifPresent(
            kind -> recorder.record(NewInteraction.withItem(contactId, itemId, kind, source)));
    if (event == FeedbackEvent.ACCEPTED || event == FeedbackEvent.DISMISSED) {
      entities.persist(timelineEntry(contact, item, event));
    }
  }

  /** Notes that offers were shown; the same ones to the same customer once an hour. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
  public void shown(UUID contactId, List<Offer> offers, String channel) {
    consenting(contactId);
    for (Offer offer : offers) {
      write(contactId, offer.itemId(), offer.modelNumber(), FeedbackEvent.SHOWN, channel);
    }
  }

  private Contact consenting(UUID contactId) {
    Contact contact = records.readable(Contact.class, RecordKind.CONTACT, contactId);
    if (!contact.getConsents().profiling()) {
      throw new InvalidInputException(
          "/contactId", "names someone who has not agreed to profiling; nothing was kept");
    }
    return contact;
  }

  private void write(UUID contactId, UUID itemId, int model, FeedbackEvent event, String channel) {
    int written =
        entities
            .createNativeQuery(
                "insert into offer_feedback (id, contact_id, item_id, model_number, event, channel)"
                    + " select cast(?1 as uuid), cast(?2 as uuid), cast(?3 as uuid),"
                    + " cast(?4 as int), ?5, ?6 where ?5 <> 'SHOWN' or not exists"
                    + " (select 1 from offer_feedback where contact_id = cast(?2 as uuid)"
                    + " and item_id = cast(?3 as uuid) and model_number = cast(?4 as int)"
                    + " and event = 'SHOWN' and at > now() - interval '1 hour')")
            .setParameter(1, Ids.next().toString())
            .setParameter(2, contactId.toString())
            .setParameter(3, itemId.toString())
            .setParameter(4, model)
            .setParameter(5, event.name())
            .setParameter(6, channel)
            .executeUpdate();
    if (written > 0) {
      metrics.feedback(event, model);
    }
  }

  private TimelineEntry timelineEntry(Contact contact, Item item, FeedbackEvent event) {
    UUID account = contact.getAccount() == null ? null : contact.getAccount().getId();
    String verb = event == FeedbackEvent.ACCEPTED ? "Accepted" : "Dismissed";
    return new TimelineEntry(
            Instant.now(),
            new TimelineEntry.Subject(account, contact.getId(), null),
            TimelineEntry.Kind.OFFER_FEEDBACK,
            verb + " the offer of " + item.getName(),
            null,
            session.getCallerPrincipal().getName())
        .about("item", item.getId());
  }
}
