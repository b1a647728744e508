package io.iotcrm.web.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.SALES;

import io.iotcrm.domain.sales.ForecastAccuracyView;
import io.iotcrm.domain.sales.SalesForecastQuery;
import io.iotcrm.domain.sales.SalesForecastView;
import io.iotcrm.domain.sales.SalesSummary;
import io.iotcrm.domain.sales.WinLossQuery;
import io.iotcrm.domain.sales.WinLossRow;
import io.iotcrm.ejb.sales.SalesForecastService;
import io.iotcrm.ejb.sales.SalesReports;
import io.iotcrm.web.api.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is to be expected of sales, and what came of it. */
@RequestScoped
@Path("sales")
@Tag(name = "Sales reports")
@Produces(MediaType.APPLICATION_JSON)
public class SalesResource {
  private static final int YEAR = 365;

  @EJB private SalesForecastService forecasts;
  @EJB private SalesReports reports;

  @GET
  @Path("summary")
  @RolesAllowed({ADMIN, SALES, MARKETING, ANALYST, INTEGRATOR})
  @Operation(summary = "Open pipeline, this month's closings, overdue work")
  public SalesSummary summary(@QueryParam("owner") String owner) {
    return reports.summary(owner);
  }

  @GET
  @Path("forecast")
  @RolesAllowed({ADMIN, SALES, MARKETING, ANALYST, INTEGRATOR})
  @Operation(summary = "What is forecast to be won by month, from stages and from history")
  public SalesForecastView forecast(
      @QueryParam("pipeline") String pipeline,
      @QueryParam("owner") String owner,
      @QueryParam("team") String team,
      @QueryParam("currency") String currency,
      @QueryParam("months") @DefaultValue("6") int months) {
    return forecasts.forecast(new SalesForecastQuery(pipeline, owner, team, currency, months));
  }

  @GET
  @Path("forecast/accuracy")
  @RolesAllowed({ADMIN, SALES, MARKETING, ANALYST, INTEGRATOR})
  @Operation(summary = "How far forecasts of past months were off, beside the naive forecast")
  public ForecastAccuracyView accuracy(
      @QueryParam("pipeline") String pipeline,
      @QueryParam("owner") String owner,
      @QueryParam("team") String team,
      @QueryParam("currency") String currency) {
    return forecasts.accuracy(new SalesForecastQuery(pipeline, owner, team, currency, 1));
  }

  /** Of the last 365 days unless it says otherwise. */
  @GET
  @Path("win-loss")
  @RolesAllowed({ADMIN, SALES, MARKETING, ANALYST, INTEGRATOR})
  @Operation(summary = "Win rate and time to close by pipeline, source, owner, reason, month")
  public Items<WinLossRow> winLoss(
      @QueryParam("by") WinLossQuery.By by,
      @QueryParam("from") Instant from,
      @QueryParam("before") Instant before,
      @QueryParam("pipeline") String pipeline,
      @QueryParam("owner") String owner,
      @QueryParam("currency") String currency) {
    Instant end = before == null ? Instant.now() : before;
    Instant begin = from == null ? end.minus(YEAR, ChronoUnit.DAYS) : from;
    return new Items<>(
        reports.winLoss(new WinLossQuery(by, begin, end, pipeline, owner, currency)));
  }
}
