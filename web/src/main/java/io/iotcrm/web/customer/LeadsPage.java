package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.LeadQuery;
import io.iotcrm.domain.customer.LeadView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.LeadService;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;

/** Leads, the most promising first: all open ones, one's own, or those that are done with. */
@Named
@RequestScoped
public class LeadsPage extends ListPage<LeadView> {
  @EJB private LeadService leads;
  @Inject private Visitor visitor;
  private String show;
  private String tag;

  @Override
  protected void read(Params address) {
    show = address.get("show", "open");
    tag = address.get("tag");
  }

  @Override
  protected Page<LeadView> load(PageRequest request) {
    String owner = show.equals("mine") ? visitor.getName() : null;
    return leads.list(
        new LeadQuery(getQ(), null, !show.equals("closed"), null, owner, tag, request));
  }

  @Override
  protected Map<String, String> filters() {
    return tag == null ? Map.of("show", show) : Map.of("show", show, "tag", tag);
  }

  public String getShow() {
    return show;
  }

  public String getTag() {
    return tag;
  }
}
