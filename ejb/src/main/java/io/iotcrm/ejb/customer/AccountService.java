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
import java.util.UUID;

/** The companies we serve. */
@Stateless
public class AccountService {
  private static final String ACCOUNT = "account";
  private static final String OWNER = "ownerUsername";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private CustomFields custom;
  @Inject private Permissions permissions;
  @Inject private FieldRights fields;
  @Resource private SessionContext context;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<AccountView> list(AccountQuery query) {
    fields.requireShown(RecordKind.ACCOUNT, "ownerUsername", "owner", query.owner());
    ListQuery<Account> list =
        ListQuery.of(
                em,
                Account.class,
                "select a from Account a left join fetch a.owner o",
                query.page())
            .within(permissions.require(Action.READ, RecordKind.ACCOUNT), new Whose("o", "a.team"))
            .search(
                query.q(), fields.searched(RecordKind.ACCOUNT, "name", "a.name", "city", "a.city"))
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
        "lower(a.name), a.id",
        a -> Cursor.of(a.getName(), a.getId()),
        fields.showing(RecordKind.ACCOUNT, AccountView::of));
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public AccountView get(UUID id) {
    return fields.shown(
        RecordKind.ACCOUNT,
        AccountView.of(records.readable(Account.class, RecordKind.ACCOUNT, id)));
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
    permissions.require(Action.CREATE, RecordKind.ACCOUNT);
    fields.kept(RecordKind.ACCOUNT, OWNER, ownerUsername, null);
    AppUser owner = records.owner(RecordKind.ACCOUNT, ownerUsername, "/ownerUsername");
    Account account = new Account(fields.kept(RecordKind.ACCOUNT, details, null), owner);
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
    return fields.shown(RecordKind.ACCOUNT, AccountView.of(account));
  }

  /** The same without a change of tags and custom fields. */
  @RolesAllowed({ADMIN, SALES, INTEGRATOR})
  public AccountView update(UUID id, AccountDetails details, String ownerUsername, long expected) {
    return update(id, details, Extras.NONE, ownerUsername, expected);
  }

  /** Replaces what is known about the account that was read at the expected version. */
  @RolesAllowed({ADMIN, SALES, INTEGRATOR})
  public AccountView update(
      UUID id, AccountDetails details, Extras extras, String ownerUsername, long expected) {
    Account account =
        records.allowed(
            Action.EDIT, Account.class, RecordKind.ACCOUNT, id, expected, Account::getVersion);
    AccountView stored = AccountView.of(account);
    String username = fields.kept(RecordKind.ACCOUNT, OWNER, ownerUsername, stored);
    AppUser owner = records.user(username, "/ownerUsername");
    account.describe(fields.kept(RecordKind.ACCOUNT, details, stored));
    account.assignTo(owner);
    custom.replace(ACCOUNT, extras, account.getTags(), account.getCustom(), account::add);
    records.save("update", ACCOUNT, id);
    return fields.shown(RecordKind.ACCOUNT, AccountView.of(account));
  }
}
