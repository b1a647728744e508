package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.ContactQuery;
import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.ContactService;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Map;

/** People among the customers. */
@Named
@RequestScoped
public class CustomersPage extends ListPage<ContactView> {
  @EJB private ContactService contacts;
  private String tag;

  @Override
  protected void read(Params address) {
    tag = address.get("tag");
  }

  @Override
  protected Page<ContactView> load(PageRequest request) {
    return contacts.list(new ContactQuery(getQ(), null, null, null, null, tag, request));
  }

  @Override
  protected Map<String, String> filters() {
    return tag == null ? Map.of() : Map.of("tag", tag);
  }

  public String getTag() {
    return tag;
  }
}
