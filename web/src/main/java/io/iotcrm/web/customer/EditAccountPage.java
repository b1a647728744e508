package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.AccountDetails;
import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.LikenessQuery;
import io.iotcrm.ejb.customer.AccountService;
import io.iotcrm.ejb.customer.CustomFieldService;
import io.iotcrm.ejb.customer.DuplicateService;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Texts;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An account as people write it, with those that may be the same. */
@Named
@RequestScoped
public class EditAccountPage {
  @EJB private AccountService accounts;
  @EJB private DuplicateService duplicates;
  @EJB private CustomFieldService fields;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Texts texts;
  private final Map<String, String> form = new HashMap<>();
  private String id;
  private AccountView account;
  private AccountView saved;
  private ExtrasForm extras;
  private List<Likeness> similar = List.of();
  private Long version;

  @PostConstruct
  void readAddress() {
    id = params.get("id");
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    if (id != null) {
      show(getAccount());
    }
  }

  private void show(AccountView view) {
    account = view;
    form.put("name", view.name());
    form.put("industry", view.industry());
    form.put("city", view.city());
    form.put("phone", view.phone());
    form.put("website", view.website());
    form.put("owner", view.ownerUsername());
    getExtras().show(view.tags(), view.custom());
    version = view.version();
  }

  public void save() {
    if (id == null) {
      changes.attempt(
          () -> saved = accounts.create(details(), getExtras().extras(), form.get("owner")),
          "account.made");
    } else {
      changes.attempt(
          () ->
              saved =
                  accounts.update(
                      accountId(), details(), getExtras().extras(), form.get("owner"), version),
          "account.saved");
    }
    if (saved != null && id != null) {
      show(saved);
    } else if (saved != null) {
      form.clear();
      extras = null;
    } else if (id != null && getAccount().version() != version) {
      // After somebody else's change the form begins anew.
      show(getAccount());
    }
  }

  /** Shows what may be the same as what is typed so far. */
  public void check() {
    similar =
        duplicates.find(
            new LikenessQuery(
                null,
                form.get("name"),
                null,
                form.get("phone"),
                form.get("website"),
                id == null ? null : accountId()));
    if (similar.isEmpty()) {
      texts.done("similar.none");
    }
  }

  private UUID accountId() {
    return Params.id("account", id);
  }

  private AccountDetails details() {
    return Records.checked(
        "/name",
        () ->
            new AccountDetails(
                form.get("name"),
                form.get("industry"),
                form.get("phone"),
                form.get("website"),
                form.get("city")));
  }

  /** The account that is edited; null for a new one. */
  public AccountView getAccount() {
    if (account == null && id != null) {
      account = accounts.get(accountId());
    }
    return account;
  }

  /** The account that has just been saved; null at any other time. */
  public AccountView getSaved() {
    return saved;
  }

  public List<Likeness> getSimilar() {
    return similar;
  }

  public ExtrasForm getExtras() {
    if (extras == null) {
      extras = new ExtrasForm(fields.list("account"));
    }
    return extras;
  }

  public Map<String, String> getForm() {
    return form;
  }

  public Long getVersion() {
    return version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
