package io.iotcrm.web.sales;

import io.iotcrm.domain.sales.SalesSummary;
import io.iotcrm.ejb.sales.SalesReports;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The sales dashboard: one's own numbers, or everybody's; each leads to its list. */
@Named
@RequestScoped
public class SalesPage {
  /**
   * A number of the dashboard.
   *
   * @param key of its text
   * @param href its list
   * @param bad whether a number above 0 needs somebody
   */
  public record Figure(
      String key, long value, List<SalesSummary.Sum> sums, String href, boolean bad) {}

  @EJB private SalesReports reports;
  @Inject private Params params;
  @Inject private Visitor visitor;
  private SalesSummary summary;

  public String getShow() {
    return params.get("show", "all");
  }

  private boolean mine() {
    return getShow().equals("mine");
  }

  public SalesSummary getSummary() {
    if (summary == null) {
      summary = reports.summary(mine() ? visitor.getName() : null);
    }
    return summary;
  }

  public List<Figure> getFigures() {
    SalesSummary now = getSummary();
    LocalDate month = now.month();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String own = mine() ? "&owner=" + Links.encoded(visitor.getName()) : "";
    String closed = "&closedFrom=" + month + "&closedBefore=" + month.plusMonths(1) + own;
    String tasks = mine() ? "&mine=yes" : "";
    return List.of(
        deals("open", now.open(), "deals.xhtml?show=open" + own, false),
        deals(
            "closing",
            now.closingThisMonth(),
            "deals.xhtml?show=open&dueFrom=" + month + "&dueBefore=" + month.plusMonths(1) + own,
            false),
        deals("won", now.wonThisMonth(), "deals.xhtml?show=all&kind=WON" + closed, false),
        deals("lost", now.lostThisMonth(), "deals.xhtml?show=all&kind=LOST" + closed, false),
        deals("overdue", now.overdue(), "deals.xhtml?show=open&dueBefore=" + today + own, true),
        new Figure(
            "tasks", now.overdueTasks(), List.of(), "tasks.xhtml?show=overdue" + tasks, true));
  }

  private static Figure deals(String key, SalesSummary.Part part, String href, boolean bad) {
    return new Figure(key, part.deals(), part.sums(), href, bad);
  }
}
