package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.ContactQuery;
import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.ContactService;
import io.iotcrm.web.platform.ListPage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** People among the customers. */
@Named
@RequestScoped
public class CustomersPage extends ListPage<ContactView> {
  @EJB private ContactService contacts;

  @Override
  protected Page<ContactView> load(PageRequest request) {
    return contacts.list(new ContactQuery(getQ(), null, null, null, null, request));
  }
}
