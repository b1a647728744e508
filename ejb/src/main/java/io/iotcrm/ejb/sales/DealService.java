package io.iotcrm.ejb.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.sales.Deal;
import io.iotcrm.domain.sales.DealDetails;
import io.iotcrm.domain.sales.DealQuery;
import io.iotcrm.domain.sales.DealStage;
import io.iotcrm.domain.sales.DealView;
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
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Deals, whether a person or a device opened them. */
@Stateless
public class DealService {
  private static final String DEAL = "deal";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Permissions permissions;
  @Inject private FieldRights fields;
  @Resource private SessionContext context;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<DealView> list(DealQuery query) {
    fields.requireShown(RecordKind.DEAL, "ownerUsername", "owner", query.owner());
    ListQuery<Deal> list =
        ListQuery.of(
                em,
                Deal.class,
                "select d from Deal d join fetch d.account a left join fetch d.contact c"
                    + " left join fetch d.owner u",
                query.page())
            .within(permissions.require(Action.READ, RecordKind.DEAL), new Whose("u", "d.team"))
            .search(query.q(), "d.name", "a.name")
            .filter("d.stage = ?", query.stage())
            .filter("u.username = ?", query.owner())
            .filter("a.id = ?", query.accountId());
    if (query.open() != null) {
      Set<DealStage> closed = Set.of(DealStage.WON, DealStage.LOST);
      list.and(query.open() ? "d.stage not in ?" : "d.stage in ?", closed);
    }
    return list.newestFirst(
        "d.createdAt",
        Deal::getCreatedAt,
        "d.id",
        Deal::getId,
        fields.showing(RecordKind.DEAL, DealView::of));
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public DealView get(UUID id) {
    return fields.shown(
        RecordKind.DEAL, DealView.of(records.readable(Deal.class, RecordKind.DEAL, id)));
  }

  /** Without an owner it goes to the owner of its account. */
  @RolesAllowed({ADMIN, SALES})
  public DealView create(DealDetails wanted) {
    permissions.require(Action.CREATE, RecordKind.DEAL);
    DealDetails details = fields.kept(RecordKind.DEAL, wanted, null);
    Account account = records.account(details.accountId(), "/accountId");
    Contact contact = records.contact(details.contactId(), "/contactId");
    requireAccount(account);
    AppUser owner =
        details.ownerUsername() == null && account.getOwner() != null
            ? account.getOwner()
            : records.owner(RecordKind.DEAL, details.ownerUsername(), "/ownerUsername");
    Deal deal = Records.checked("/name", () -> new Deal(details.name(), account, contact, owner));
    value(deal, details);
    if (details.stage() != null) {
      deal.moveTo(details.stage());
    }
    em.persist(deal);
    em.persist(
        new TimelineEntry(
                Instant.now(),
                new TimelineEntry.Subject(
                    account.getId(), contact == null ? null : contact.getId(), null),
                TimelineEntry.Kind.DEAL_OPENED,
                "Deal: " + deal.getName(),
                null,
                context.getCallerPrincipal().getName())
            .about(DEAL, deal.getId()));
    records.save("create", DEAL, deal.getId());
    return fields.shown(RecordKind.DEAL, DealView.of(deal));
  }

  /** Replaces what people wrote in the deal that was read at the expected version. */
  @RolesAllowed({ADMIN, SALES})
  public DealView update(UUID id, DealDetails wanted, long expected) {
    Deal deal =
        records.allowed(Action.EDIT, Deal.class, RecordKind.DEAL, id, expected, Deal::getVersion);
    DealDetails details = fields.kept(RecordKind.DEAL, wanted, DealView.of(deal));
    Account account = records.account(details.accountId(), "/accountId", deal.getAccount());
    Contact contact = records.contact(details.contactId(), "/contactId", deal.getContact());
    requireAccount(account);
    Records.checked(
        "/name",
        () -> {
          deal.describe(details.name(), account, contact);
          return deal;
        });
    value(deal, details);
    deal.assignTo(records.user(details.ownerUsername(), "/ownerUsername"));
    if (details.stage() != null) {
      deal.moveTo(details.stage());
    }
    records.save("update", DEAL, id);
    return fields.shown(RecordKind.DEAL, DealView.of(deal));
  }

  private static void requireAccount(Account account) {
    if (account == null) {
      throw new InvalidInputException("/accountId", "must name an account");
    }
  }

  private static void value(Deal deal, DealDetails details) {
    Records.checked(
        "/amount",
        () -> {
          deal.worth(details.amount(), details.currency());
          return deal;
        });
    Records.checked(
        "/closeOn",
        () -> {
          deal.expect(details.closeOn());
          return deal;
        });
  }
}
