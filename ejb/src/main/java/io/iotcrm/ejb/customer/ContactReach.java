package io.iotcrm.ejb.customer;

import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.security.Permissions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/**
 * Which contacts the caller reaches, for what belongs to them: interactions, offers, what HubSpot
 * was told. Whoever reaches all contacts, which is the rule, is let through without a query.
 */
@Dependent
public class ContactReach {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Permissions permissions;

  /**
   * @throws RecordNotFoundException for a contact that the caller may not read
   */
  public void require(Action action, UUID contactId) {
    if (permissions.reach(Action.READ, RecordKind.CONTACT).isEverything()
        && permissions.reach(action, RecordKind.CONTACT).isEverything()) {
      return;
    }
    Contact contact = contactId == null ? null : em.find(Contact.class, contactId);
    if (contact == null) {
      throw new RecordNotFoundException("contact", contactId);
    }
    permissions.require(action, RecordKind.CONTACT, contactId, contact);
  }

  /** For what is about whatever contacts there are: only whoever reaches all of them may see it. */
  public void requireAll(Action action) {
    if (!permissions.require(action, RecordKind.CONTACT).isEverything()) {
      throw new AccessRefusedException(
          "Your permissions reach some contacts only, and this is about all of them");
    }
  }
}
