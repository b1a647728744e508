package io.iotcrm.web.forecast;

import io.iotcrm.domain.forecast.ForecastRunView;
import io.iotcrm.domain.forecast.StockForecastView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.forecast.StockForecasts;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Stocks, the one that runs out soonest first. */
@Named
@RequestScoped
public class ForecastsPage extends ListPage<StockForecastView> {
  private static final int SOON = 14;

  @EJB private StockForecasts stocks;
  @Inject private Visitor visitor;
  @Inject private Params params;
  @Inject private Changes changes;
  private String show;
  private ForecastRunView run;

  @Override
  protected void read(Params address) {
    show = address.get("show", "all");
  }

  @Override
  protected Page<StockForecastView> load(PageRequest request) {
    return stocks.list(show.equals("soon") ? SOON : null, request);
  }

  @Override
  protected Map<String, String> filters() {
    return Map.of("show", show);
  }

  /** Makes the task of the row; the one that was made before stays the only one. */
  public void restock() {
    String subject = params.row();
    changes.attempt(() -> stocks.openTask(subject), "forecasts.task-made");
    reload();
  }

  public void runNow() {
    changes.attempt(() -> run = stocks.requestRun(), "forecasts.run-asked");
  }

  public ForecastRunView getRun() {
    if (run == null) {
      run = stocks.lastRun();
    }
    return run;
  }

  /** Whole days from now, 0 at least; null where nobody knows or it lasts. */
  public Long days(Instant at) {
    return at == null
        ? null
        : Long.valueOf(Math.max(0, Duration.between(Instant.now(), at).toDays()));
  }

  public String number(Double value) {
    return ForecastWords.rounded(value);
  }

  /** Whether this visitor may make tasks. */
  public boolean isWorking() {
    return visitor.is("admin sales support");
  }

  /** Whether this visitor may have it run now. */
  public boolean isRunning() {
    return visitor.is("admin analyst");
  }

  /** Whether this visitor may count items. */
  public boolean isCounting() {
    return visitor.is("admin marketing integrator");
  }

  public String getShow() {
    return show;
  }
}
