package io.iotcrm.web.sales;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.sales.ForecastAccuracyView;
import io.iotcrm.domain.sales.ForecastError;
import io.iotcrm.domain.sales.ForecastMethod;
import io.iotcrm.domain.sales.PipelineView;
import io.iotcrm.domain.sales.SalesForecastQuery;
import io.iotcrm.domain.sales.SalesForecastView;
import io.iotcrm.domain.sales.SalesForecastView.Month;
import io.iotcrm.ejb.sales.PipelineService;
import io.iotcrm.ejb.sales.SalesForecastService;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is to be expected of the next months, and how far that was off before. */
@Named
@RequestScoped
public class SalesForecastPage {
  private static final int MONTHS = 6;

  /** A method's errors, by months ahead; null where nothing was compared. */
  public record ErrorRow(ForecastMethod method, List<ForecastError> errors) {}

  @EJB private SalesForecastService forecasts;
  @EJB private PipelineService pipelines;
  @Inject private Params params;
  @Inject private Money money;
  private SalesForecastView forecast;
  private ForecastAccuracyView accuracy;

  private SalesForecastQuery query() {
    return new SalesForecastQuery(
        getPipeline(), getOwner(), getTeam(), params.get("currency"), MONTHS);
  }

  public SalesForecastView getForecast() {
    if (forecast == null) {
      try {
        forecast = forecasts.forecast(query());
      } catch (InvalidInputException edited) {
        forecast = forecasts.forecast(new SalesForecastQuery(null, null, null, null, MONTHS));
      }
    }
    return forecast;
  }

  public ForecastAccuracyView getAccuracy() {
    if (accuracy == null) {
      try {
        accuracy = forecasts.accuracy(query());
      } catch (InvalidInputException edited) {
        accuracy = forecasts.accuracy(new SalesForecastQuery(null, null, null, null, MONTHS));
      }
    }
    return accuracy;
  }

  public List<ErrorRow> getErrorRows() {
    return Arrays.stream(ForecastMethod.values())
        .map(
            method ->
                new ErrorRow(
                    method, getHorizons().stream().map(ahead -> error(method, ahead)).toList()))
        .toList();
  }

  private ForecastError error(ForecastMethod method, int ahead) {
    return getAccuracy().errors().stream()
        .filter(error -> error.method() == method && error.monthsAhead() == ahead)
        .findFirst()
        .orElse(new ForecastError(method, ahead, 0, null, null));
  }

  public List<Integer> getHorizons() {
    return IntStream.range(0, MONTHS).boxed().toList();
  }

  public MonthBars getBars() {
    return new MonthBars(
        Stream.concat(getForecast().past().stream(), getForecast().months().stream()).toList());
  }

  /** All months of the table, the past ones first. */
  public List<Month> getMonths() {
    return Stream.concat(getForecast().past().stream(), getForecast().months().stream()).toList();
  }

  /** An amount in the currency that is shown. */
  public String text(double amount) {
    return money.text(BigDecimal.valueOf(amount), getForecast().currency());
  }

  /** The address of the deals that are expected to close in a month. */
  public String expected(LocalDate month) {
    LocalDate running = getForecast().months().get(0).month();
    String from = month.equals(running) ? "" : "&dueFrom=" + month;
    return "deals.xhtml?show=open" + from + "&dueBefore=" + month.plusMonths(1) + whose();
  }

  /** The address of the deals that were won in a month. */
  public String won(LocalDate month) {
    return "deals.xhtml?show=all&kind=WON&closedFrom="
        + month
        + "&closedBefore="
        + month.plusMonths(1)
        + whose();
  }

  private String whose() {
    return (getPipeline() == null ? "" : "&pipeline=" + Links.encoded(getPipeline()))
        + (getOwner() == null ? "" : "&owner=" + Links.encoded(getOwner()));
  }

  public List<PipelineView> getPipelines() {
    return pipelines.list(false);
  }

  public String getPipeline() {
    return params.get("pipeline");
  }

  public String getOwner() {
    return params.get("owner");
  }

  public String getTeam() {
    return params.get("team");
  }
}
