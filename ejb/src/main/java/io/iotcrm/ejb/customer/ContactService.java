package io.iotcrm.ejb.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Consents;
import io.iotcrm.domain.customer.ConsentsChanged;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.customer.ContactDetails;
import io.iotcrm.domain.customer.ContactQuery;
import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.customer.Extras;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.platform.Whose;
import io.iotcrm.ejb.security.FieldRights;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The people we serve, and what they have agreed to. */
@Stateless
public class ContactService {
  private static final String CONTACT = "contact";
  private static final String OWNER = "ownerUsername";
  private static final String BY_EXTERNAL_ID = "select c.id from Contact c where c.externalId = ?1";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private CustomFields custom;
  @Inject private Permissions permissions;
  @Inject private FieldRights fields;
  @Inject private Event<ConsentsChanged> changed;
  @Resource private SessionContext context;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<ContactView> list(ContactQuery query) {
    fields.requireShown(RecordKind.CONTACT, OWNER, "owner", query.owner());
    fields.requireShown(RecordKind.CONTACT, "externalId", "externalId", query.externalId());
    fields.requireShown(RecordKind.CONTACT, "tier", "tier", query.tier());
    ListQuery<Contact> list =
        ListQuery.of(
                em,
                Contact.class,
                "select c from Contact c left join fetch c.account a left join fetch c.owner o",
                query.page())
            .within(permissions.require(Action.READ, RecordKind.CONTACT), new Whose("o", "c.team"))
            .search(
                query.q(),
                fields.searched(
                    RecordKind.CONTACT,
                    "name",
                    "concat(c.firstName, ' ', c.lastName)",
                    "email",
                    "c.email",
                    "externalId",
                    "c.externalId"))
            .filter("a.id = ?", query.accountId())
            .filter("o.username = ?", query.owner())
            .filter("c.externalId = ?", query.externalId())
            .filter("c.tier = ?", query.tier())
            .filter("function('has_tag', c.tags, ?) = true", query.tag());
    Cursor after = list.cursor(3);
    if (after != null) {
      list.and(
          "lower(c.lastName) > lower(?) or (lower(c.lastName) = lower(?)"
              + " and (lower(c.firstName) > lower(?)"
              + " or (lower(c.firstName) = lower(?) and c.id > ?)))",
          after.text(0),
          after.text(0),
          after.text(1),
          after.text(1),
          after.uuid(2));
    }
    return list.page(
        "lower(c.lastName), lower(c.firstName), c.id",
        c -> Cursor.of(c.getLastName(), c.getFirstName(), c.getId()),
        fields.showing(RecordKind.CONTACT, ContactView::of));
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ContactView get(UUID id) {
    return fields.shown(
        RecordKind.CONTACT,
        ContactView.of(records.readable(Contact.class, RecordKind.CONTACT, id)));
  }

  /** The contacts behind keys of another system; a key that nobody in reach has is not there. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Map<String, UUID> idsOf(Collection<String> externalIds) {
    Map<String, UUID> ids = new HashMap<>();
    if (!externalIds.isEmpty()) {
      ListQuery.of(em, Contact.class, "select c from Contact c left join fetch c.owner o", null)
          .within(permissions.require(Action.READ, RecordKind.CONTACT), new Whose("o", "c.team"))
          .and("c.externalId in ?", externalIds)
          .all()
          .forEach(contact -> ids.put(contact.getExternalId(), contact.getId()));
    }
    return ids;
  }

  /**
   * @param consents what the person agreed to; null for nothing
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
  public ContactView create(
      ContactDetails details, UUID accountId, Consents consents, String ownerUsername) {
    return create(details, Extras.NONE, accountId, consents, ownerUsername);
  }

  /**
   * @param consents what the person agreed to; null for nothing
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
  public ContactView create(
      ContactDetails wanted,
      Extras extras,
      UUID accountId,
      Consents consents,
      String ownerUsername) {
    permissions.require(Action.CREATE, RecordKind.CONTACT);
    ContactDetails details = fields.kept(RecordKind.CONTACT, wanted, null);
    fields.kept(RecordKind.CONTACT, OWNER, ownerUsername, null);
    records.requireFree(CONTACT, BY_EXTERNAL_ID, details.externalId(), null);
    Account account = records.account(accountId, "/accountId");
    AppUser owner = records.owner(RecordKind.CONTACT, ownerUsername, "/ownerUsername");
    Contact contact = new Contact(details, account, owner);
    if (consents != null && !consents.equals(Consents.NONE)) {
      permissions.require(Action.EDIT, RecordKind.CONSENT);
      contact.decide(consents);
    }
    custom.create(CONTACT, extras, contact::add);
    em.persist(contact);
    note(contact, TimelineEntry.Kind.CUSTOMER_CREATED, contact.getName() + " created", null);
    if (!contact.getConsents().equals(Consents.NONE)) {
      noteConsents(contact);
    }
    records.save("create", CONTACT, contact.getId());
    return fields.shown(RecordKind.CONTACT, ContactView.of(contact));
  }

  /** The same without a change of tags and custom fields. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
  public ContactView update(
      UUID id,
      ContactDetails details,
      UUID accountId,
      Consents consents,
      String ownerUsername,
      long expected) {
    return update(id, details, Extras.NONE, accountId, consents, ownerUsername, expected);
  }

  /** Replaces what is known about the contact that was read at the expected version. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
  public ContactView update(
      UUID id,
      ContactDetails wanted,
      Extras extras,
      UUID accountId,
      Consents consents,
      String ownerUsername,
      long expected) {
    Contact contact =
        records.allowed(
            Action.EDIT, Contact.class, RecordKind.CONTACT, id, expected, Contact::getVersion);
    ContactView stored = ContactView.of(contact);
    ContactDetails details = fields.kept(RecordKind.CONTACT, wanted, stored);
    String username = fields.kept(RecordKind.CONTACT, OWNER, ownerUsername, stored);
    records.requireFree(CONTACT, BY_EXTERNAL_ID, details.externalId(), id);
    Account account = records.account(accountId, "/accountId", contact.getAccount());
    AppUser owner = records.user(username, "/ownerUsername");
    contact.describe(details);
    contact.joinAccount(account);
    contact.assignTo(owner);
    custom.replace(CONTACT, extras, contact.getTags(), contact.getCustom(), contact::add);
    change(contact, consents == null ? Consents.NONE : consents);
    records.save("update", CONTACT, id);
    return fields.shown(RecordKind.CONTACT, ContactView.of(contact));
  }

  /** Replaces what the person has agreed to, and nothing else. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, PRIVACY, INTEGRATOR})
  public ContactView decide(UUID id, Consents consents, long expected) {
    Contact contact =
        records.allowed(
            Action.EDIT, Contact.class, RecordKind.CONSENT, id, expected, Contact::getVersion);
    change(contact, consents);
    records.save("change-consents", CONTACT, id);
    return fields.shown(RecordKind.CONTACT, ContactView.of(contact));
  }

  private void change(Contact contact, Consents consents) {
    if (!contact.getConsents().equals(consents)) {
      permissions.require(Action.EDIT, RecordKind.CONSENT, contact.getId(), contact);
      contact.decide(consents);
      noteConsents(contact);
      changed.fire(new ConsentsChanged(contact.getId(), consents));
    }
  }

  private void noteConsents(Contact contact) {
    Consents now = contact.getConsents();
    note(
        contact,
        TimelineEntry.Kind.CONSENT_CHANGED,
        "Consent changed",
        "profiling %s, marketing %s, sharing %s"
            .formatted(given(now.profiling()), given(now.marketing()), given(now.sharing())));
  }

  private void note(Contact contact, TimelineEntry.Kind kind, String title, String detail) {
    UUID accountId = contact.getAccount() == null ? null : contact.getAccount().getId();
    em.persist(
        new TimelineEntry(
                Instant.now(),
                new TimelineEntry.Subject(accountId, contact.getId(), null),
                kind,
                title,
                detail,
                context.getCallerPrincipal().getName())
            .about(CONTACT, contact.getId()));
  }

  private static String given(boolean consent) {
    return consent ? "given" : "not given";
  }
}
