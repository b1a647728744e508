package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.AccountQuery;
import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.AccountService;
import io.iotcrm.web.platform.ListPage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Map;

/** Companies among the customers. */
@Named
@RequestScoped
public class AccountsPage extends ListPage<AccountView> {
  @EJB private AccountService accounts;

  @Override
  protected Page<AccountView> load(PageRequest request) {
    return accounts.list(new AccountQuery(getQ(), null, request));
  }

  @Override
  protected Map<String, String> filters() {
    return Map.of("kind", "accounts");
  }
}
