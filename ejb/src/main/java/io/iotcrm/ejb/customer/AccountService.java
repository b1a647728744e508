package io.iotcrm.ejb.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.AccountDetails;
import io.iotcrm.domain.customer.AccountQuery;
import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.customer.Extras;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** The companies we serve. */
@Stateless
public class AccountService {
  private static final String ACCOUNT = "account";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private CustomFields custom;
  @Resource private SessionContext context;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<AccountView> list(AccountQuery query) {
    ListQuery<Account> list =
        ListQuery.of(
                em,
                Account.class,
                "select a from Account a left join fetch a.owner o",
                query.page())
            .search(query.q(), "a.name", "a.city")
            .filter("o.username = ?", query.owner())
            .filter("function('has_tag', a.tags, ?) = true", query.tag());
    Cursor after = list.cursor(2);
    if (after != null) {
      list.and(
          "lower(a.name) > lower(?) or (lower(a.name) = lower(?) and a.id > ?)",
          after.text(0),
          after.text(0),
          after.uuid(1));
    }
    return list.page(
        "lower(a.name), a.id", a -> Cursor.of(a.getName(), a.getId()), AccountView::of);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public AccountView get(UUID id) {
    return AccountView.of(records.find(Account.class, ACCOUNT, id));
  }

  /**
   * @param ownerUsername who gets its tasks; null for nobody
   */
  @RolesAllowed({ADMIN, SALES, INTEGRATOR})
  public AccountView create(AccountDetails details, String ownerUsername) {
    return create(details, Extras.NONE, ownerUsername);
  }

  @RolesAllowed({ADMIN, SALES, INTEGRATOR})
  public AccountView create(AccountDetails details, Extras extras, String ownerUsername) {
    Account account = new Account(details, records.user(ownerUsername, "/ownerUsername"));
    custom.create(ACCOUNT, extras, account::add);
    em.persist(account);
    em.persist(
        new TimelineEntry(
                account.getCreatedAt(),
                new TimelineEntry.Subject(account.getId(), null, null),
                TimelineEntry.Kind.CUSTOMER_CREATED,
                "Account " + account.getName() + " created",
                null,
                context.getCallerPrincipal().getName())
            .about(ACCOUNT, account.getId()));
    records.save("create", ACCOUNT, account.getId());
    return AccountView.of(account);
  }

  /** Replaces what is known about the account that was read at the expected version. */
  @RolesAllowed({ADMIN, SALES, INTEGRATOR})
  public AccountView update(
      UUID id, AccountDetails details, Extras extras, String ownerUsername, long expected) {
    Account account = records.find(Account.class, ACCOUNT, id, expected, Account::getVersion);
    AppUser owner = records.user(ownerUsername, "/ownerUsername");
    account.describe(details);
    account.assignTo(owner);
    custom.replace(ACCOUNT, extras, account.getTags(), account.getCustom(), account::add);
    records.save("update", ACCOUNT, id);
    return AccountView.of(account);
  }
}
