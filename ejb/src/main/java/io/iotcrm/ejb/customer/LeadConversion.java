package io.iotcrm.ejb.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.SALES;

import io.iotcrm.domain.customer.AccountDetails;
import io.iotcrm.domain.customer.Consents;
import io.iotcrm.domain.customer.ContactDetails;
import io.iotcrm.domain.customer.Conversion;
import io.iotcrm.domain.customer.Extras;
import io.iotcrm.domain.customer.Lead;
import io.iotcrm.domain.customer.LeadDetails;
import io.iotcrm.domain.customer.LeadSource;
import io.iotcrm.domain.customer.LeadView;
import io.iotcrm.domain.customer.Tags;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.sales.DealDetails;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.sales.DealService;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Makes a customer of a lead: all of it, or, where anything is refused, nothing. */
@Stateless
public class LeadConversion {
  /** What happened to the lead before is part of the customer's timeline from now on. */
  private static final String TAKE_ALONG =
      "update timeline_entry set account_id = cast(?1 as uuid), contact_id = cast(?2 as uuid)"
          + " where lead_id = cast(?3 as uuid) and account_id is null and contact_id is null";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @EJB private AccountService accounts;
  @EJB private ContactService contacts;
  @EJB private DealService deals;
  @Resource private SessionContext context;

  /**
   * Converts the lead that was read at the expected version. Whom it names first is not asked for
   * anything: consents start as not given.
   */
  @RolesAllowed({ADMIN, SALES})
  public LeadView convert(UUID id, Conversion wanted, long expected) {
    Lead lead =
        records.allowed(Action.EDIT, Lead.class, RecordKind.LEAD, id, expected, Lead::getVersion);
    if (!lead.getStatus().isOpen()) {
      throw new InvalidInputException("", "only an open lead can be converted");
    }
    UUID account = account(lead, wanted);
    UUID contact = contact(lead, wanted, account);
    UUID deal = deal(lead, wanted, account, contact);
    String by = context.getCallerPrincipal().getName();
    lead.becameCustomer(account, contact, deal, by, Instant.now());
    em.persist(
        new TimelineEntry(
                Instant.now(),
                new TimelineEntry.Subject(account, contact, null),
                TimelineEntry.Kind.LEAD_CONVERTED,
                "Lead " + lead.getName() + " became a customer",
                null,
                by)
            .ofLead(id)
            .about(LeadService.LEAD, id));
    records.save("convert", LeadService.LEAD, id);
    em.createNativeQuery(TAKE_ALONG)
        .setParameter(1, text(account))
        .setParameter(2, text(contact))
        .setParameter(3, text(id))
        .executeUpdate();
    return LeadView.of(lead);
  }

  private UUID account(Lead lead, Conversion wanted) {
    LeadDetails details = lead.getDetails();
    if (wanted.accountId() != null) {
      return records.account(wanted.accountId(), "/accountId").getId();
    }
    // A deal needs an account: a person without a company is one.
    String name =
        details.company() == null && wanted.deal() != null ? lead.getName() : details.company();
    return name == null
        ? null
        : accounts
            .create(
                new AccountDetails(name, null, details.phone(), details.website(), details.city()),
                extras(lead),
                owner(lead))
            .id();
  }

  private UUID contact(Lead lead, Conversion wanted, UUID account) {
    LeadDetails details = lead.getDetails();
    if (wanted.contactId() != null) {
      return records.contact(wanted.contactId(), "/contactId").getId();
    }
    return details.namesAPerson()
        ? contacts
            .create(
                new ContactDetails(
                    null,
                    details.firstName(),
                    details.lastName(),
                    details.email(),
                    details.phone(),
                    null),
                extras(lead),
                account,
                Consents.NONE,
                owner(lead))
            .id()
        : null;
  }

  private UUID deal(Lead lead, Conversion wanted, UUID account, UUID contact) {
    Conversion.NewDeal deal = wanted.deal();
    return deal == null
        ? null
        : deals
            .create(
                new DealDetails(
                    deal.name(),
                    account,
                    contact,
                    null,
                    deal.amount(),
                    deal.currency(),
                    deal.closeOn(),
                    owner(lead),
                    source(lead)))
            .id();
  }

  /** As people write it at a deal: {@code cold call}. */
  private static String source(Lead lead) {
    LeadSource source = lead.getDetails().source();
    return source == null ? null : source.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String text(UUID id) {
    return id == null ? null : id.toString();
  }

  /** The tags come along; custom fields begin with their defaults. */
  private static Extras extras(Lead lead) {
    return new Extras(Tags.of(lead.getTags()), null);
  }

  private static String owner(Lead lead) {
    return lead.getOwner() == null ? null : lead.getOwner().getUsername();
  }
}
