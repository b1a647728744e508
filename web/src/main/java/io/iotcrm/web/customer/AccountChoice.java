package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.AccountQuery;
import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.AccountService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** An account that people name in a form. */
@Named
@RequestScoped
public class AccountChoice {
  private static final int SUGGESTED = 100;

  @EJB private AccountService accounts;

  /**
   * By its whole name, in any case.
   *
   * @param named the account that is meant where several have the name; may be null
   * @return null for no name
   */
  public UUID idOf(String name, UUID named) {
    if (name == null || name.isBlank()) {
      return null;
    }
    String wanted = name.strip();
    List<AccountView> found =
        accounts.list(new AccountQuery(wanted, null, PageRequest.first(SUGGESTED))).items().stream()
            .filter(one -> one.name().equalsIgnoreCase(wanted))
            .toList();
    return found.stream()
        .map(AccountView::id)
        .filter(one -> found.size() == 1 || one.equals(named))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "/account",
                    found.isEmpty()
                        ? "must be the name of an account"
                        : "is the name of several accounts; begin on the account's page"));
  }

  public String nameOf(UUID id) {
    return accounts.get(id).name();
  }

  /** Names to choose from; any other may be typed. */
  public List<String> getNames() {
    return accounts
        .list(new AccountQuery(null, null, PageRequest.first(SUGGESTED)))
        .items()
        .stream()
        .map(AccountView::name)
        .distinct()
        .toList();
  }
}
