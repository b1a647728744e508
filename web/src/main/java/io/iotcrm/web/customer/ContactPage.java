package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.recommendation.FeedbackEvent;
import io.iotcrm.domain.recommendation.Offer;
import io.iotcrm.ejb.customer.Customer360;
import io.iotcrm.ejb.recommendation.FeedbackService;
import io.iotcrm.ejb.recommendation.Recommender;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import io.iotcrm.web.telemetry.SeriesChart;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** A person: who they are, what their devices say, what is open, what to offer next. */
@Named
@RequestScoped
public class ContactPage {
  private static final int OFFERS = 5;
  private static final String CHANNEL = "portal";

  @EJB private Customer360 customers;
  @EJB private Recommender recommender;
  @EJB private FeedbackService feedback;
  @Inject private CustomerView view;
  @Inject private Visitor visitor;
  @Inject private Params params;
  @Inject private Changes changes;
  private String id;
  private Customer360.CustomerPage page;
  private List<Offer> offers;

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
      page = customers.contact(Params.id("contact", id));
    }
    return page;
  }

  public ContactView getContact() {
    return getPage().contact();
  }

  /** The offers of this moment; the first showing of a page counts as shown. */
  public List<Offer> getOffers() {
    if (offers == null) {
      offers = recommender.offers(getContact().id(), OFFERS);
      boolean firstShowing = !FacesContext.getCurrentInstance().isPostback();
      if (firstShowing && isAnswering() && !offers.isEmpty()) {
        feedback.shown(getContact().id(), offers, CHANNEL);
      }
    }
    return offers;
  }

  /** Whether this visitor may pass on what a customer said to an offer. */
  public boolean isAnswering() {
    return visitor.is("admin sales marketing support");
  }

  public void accept() {
    answer(FeedbackEvent.ACCEPTED, "offer.accepted");
  }

  public void dismiss() {
    answer(FeedbackEvent.DISMISSED, "offer.dismissed");
  }

  private void answer(FeedbackEvent event, String done) {
    UUID item = params.rowId("item");
    UUID contact = Params.id("contact", id);
    changes.attempt(() -> feedback.give(contact, item, event, CHANNEL), done);
    offers = null;
    page = null;
  }

  public List<CustomerView.DeviceRow> getDevices() {
    return view.devices(getPage());
  }

  public List<SeriesChart> getCharts() {
    return view.charts(getPage(), 2);
  }

  public String getWatched() {
    return view.watched(getPage());
  }

  public String getId() {
    return id;
  }
}
