package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.ContactQuery;
import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.ContactService;
import io.iotcrm.ejb.customer.Customer360;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.telemetry.SeriesChart;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** A company: who it is, its people, devices and open work. */
@Named
@RequestScoped
public class AccountPage {
  private static final int PEOPLE = 10;

  @EJB private Customer360 customers;
  @EJB private ContactService contacts;
  @Inject private CustomerView view;
  @Inject private Params params;
  private String id;
  private Customer360.CustomerPage page;

  @PostConstruct
  void readAddress() {
    id = params.get("id");
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    getPage();
  }

  public Customer360.CustomerPage getPage() {
    if (page == null) {
      page = customers.account(Params.id("account", id));
    }
    return page;
  }

  public List<ContactView> getPeople() {
    return contacts
        .list(
            new ContactQuery(
                null, getPage().account().id(), null, null, null, PageRequest.first(PEOPLE)))
        .items();
  }

  public List<CustomerView.DeviceRow> getDevices() {
    return view.devices(getPage());
  }

  public List<SeriesChart> getCharts() {
    return view.charts(getPage(), 1);
  }

  public String getWatched() {
    return view.watched(getPage());
  }

  public String getId() {
    return id;
  }
}
