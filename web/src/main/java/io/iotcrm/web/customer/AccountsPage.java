package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.AccountQuery;
import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.AccountService;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Map;

/** Companies among the customers. */
@Named
@RequestScoped
public class AccountsPage extends ListPage<AccountView> {
  @EJB private AccountService accounts;
  private String tag;

  @Override
  protected void read(Params address) {
    tag = address.get("tag");
  }

  @Override
  protected Page<AccountView> load(PageRequest request) {
    return accounts.list(new AccountQuery(getQ(), null, tag, request));
  }

  @Override
  protected Map<String, String> filters() {
    return tag == null ? Map.of("kind", "accounts") : Map.of("kind", "accounts", "tag", tag);
  }

  public String getTag() {
    return tag;
  }
}
