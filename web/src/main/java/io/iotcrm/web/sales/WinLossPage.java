package io.iotcrm.web.sales;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.sales.PipelineView;
import io.iotcrm.domain.sales.SalesForecaster;
import io.iotcrm.domain.sales.WinLossQuery;
import io.iotcrm.domain.sales.WinLossRow;
import io.iotcrm.ejb.sales.PipelineService;
import io.iotcrm.ejb.sales.SalesReports;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/** What was won and lost, and why; each number leads to its deals. */
@Named
@RequestScoped
public class WinLossPage {
  @EJB private SalesReports reports;
  @EJB private PipelineService pipelines;
  @Inject private Params params;
  @Inject private Money money;
  private List<WinLossRow> rows;

  public List<WinLossRow> getRows() {
    if (rows == null) {
      try {
        rows = reports.winLoss(query(getFrom(), getBefore()));
      } catch (InvalidInputException edited) {
        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        rows = reports.winLoss(query(tomorrow.minusYears(1), tomorrow));
      }
    }
    return rows;
  }

  private WinLossQuery query(LocalDate from, LocalDate before) {
    return new WinLossQuery(
        getBy(),
        SalesForecaster.beginOf(from),
        SalesForecaster.beginOf(before),
        getPipeline(),
        getOwner(),
        getCurrency());
  }

  /** The address of the deals of a row that were won, or lost. */
  public String deals(WinLossRow row, String kind) {
    StringBuilder address = new StringBuilder("deals.xhtml?show=all&kind=").append(kind);
    boolean month = getBy() == WinLossQuery.By.MONTH;
    LocalDate from = month ? YearMonth.parse(row.key()).atDay(1) : getFrom();
    LocalDate before = month ? from.plusMonths(1) : getBefore();
    address.append("&closedFrom=").append(later(from, getFrom()));
    address.append("&closedBefore=").append(before.isAfter(getBefore()) ? getBefore() : before);
    add(address, "pipeline", getBy() == WinLossQuery.By.PIPELINE ? row.key() : getPipeline());
    add(address, "owner", getBy() == WinLossQuery.By.OWNER ? row.key() : getOwner());
    add(address, "source", getBy() == WinLossQuery.By.SOURCE ? row.key() : null);
    add(address, "lostReason", getBy() == WinLossQuery.By.REASON ? row.key() : null);
    add(address, "competitor", getBy() == WinLossQuery.By.COMPETITOR ? row.key() : null);
    return address.toString();
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static void add(StringBuilder address, String name, String value) {
    if (value != null) {
      address.append('&').append(name).append('=').append(Links.encoded(value));
    }
  }

  public String text(double amount) {
    return money.text(BigDecimal.valueOf(amount), getCurrency());
  }

  public WinLossQuery.By getBy() {
    WinLossQuery.By by = Params.constant(WinLossQuery.By.class, params.get("by"));
    return by == null ? WinLossQuery.By.PIPELINE : by;
  }

  public WinLossQuery.By[] getWays() {
    return WinLossQuery.By.values();
  }

  public List<PipelineView> getPipelines() {
    return pipelines.list(true);
  }

  public String getPipeline() {
    return params.get("pipeline");
  }

  public String getOwner() {
    return params.get("owner");
  }

  public String getCurrency() {
    return params.get("currency", "EUR");
  }

  /** The first day that counts. */
  public LocalDate getFrom() {
    return day("from", getBefore().minusYears(1));
  }

  /** The first day that counts no more. */
  public LocalDate getBefore() {
    return day("before", LocalDate.now(ZoneOffset.UTC).plusDays(1));
  }

  private LocalDate day(String name, LocalDate otherwise) {
    try {
      return params.get(name) == null ? otherwise : LocalDate.parse(params.get(name));
    } catch (DateTimeException edited) {
      return otherwise;
    }
  }
}
